"""The register's tables as a Django app."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Label ``registry``; history takes rows and never changes them."""

    name = "juki.systems.registry.records"
    label = "registry"
    append_only = (
        "registry_event",
        "registry_resident_version",
        "registry_household_version",
        "registry_number_confirmation",
        "registry_data_use",
        "registry_issue_log",
        "registry_application_step",
        "registry_alias_history",
        "registry_matter",
        "registry_memo",
        "registry_awaited_message",
        "registry_removed_version",
        "registry_removed_event",
        "registry_removed_household",
        "registry_removed_alias",
        "registry_removed_matter",
        "registry_linkage_switch",
        "registry_hand_delivery",
    )
    no_delete = (
        "registry_resident",
        "registry_household",
        "registry_application",
        "registry_receipt_counter",
        "registry_card_serial",
        "registry_bulk_run",
        "registry_bulk_row",
        "registry_code_stock",
        "registry_move_in_notice",
        "registry_nightly_setting",
        "registry_place",
        "registry_terminal",
        "registry_address_entry",
        "registry_country",
        "registry_building",
        "registry_usable_lot",
    )
