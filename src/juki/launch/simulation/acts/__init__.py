"""What people do and what happens to them, each as a lawful 異動 with its expected effect; None where chance finds nobody."""
