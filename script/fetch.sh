# Sourced by what fetches: packages of the distribution, by the machine's own sources: no root, no system change.
# Whoever sources it makes $scratch, a directory of its own that `fetch` unpacks into.

die() { printf '%s: %s\n' "${0##*/}" "$*" >&2; exit 1; }

apt_apart() { # apt-get with lists and archives of its own below $scratch
    { command -v apt-get && command -v dpkg; } >/dev/null || die "apt がないため取得できません (no apt-get and dpkg to fetch with)"
    local state=$scratch/apt; mkdir -p "$state"
    local apt=(apt-get -qq -o Dir::State="$state" -o Dir::Cache="$state" -o Dir::State::status=/var/lib/dpkg/status
        -o Acquire::Languages=none -o APT::Sandbox::User="$(id -un)")
    [[ -d $state/lists ]] || "${apt[@]}" update || true # a hook of the machine may fail without root; download decides
    "${apt[@]}" "$@"
}

fetch() { # the named packages, unpacked into $scratch
    (cd "$scratch" && apt_apart download "$@") || die "apt から取得できません (apt-get could not download): $*"
    for deb in "$scratch"/*.deb; do dpkg -x "$deb" "$scratch" && rm "$deb"; done
}
