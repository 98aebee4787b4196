"""異動 as an application: 受付, 仮登録, 審査 and 本登録. Source: STD 4.0.8–4.0.10; docs/rules/application.md."""
