"""The CS's side of its links; nothing else here imports ``juki.links``' contracts."""
