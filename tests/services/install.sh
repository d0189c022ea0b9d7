#!/bin/sh
# Installs the programs the tests run for real: Chromium with a Chinese font to draw with, PostgreSQL, and
# the library that Playwright's own Node is linked to.
# Does nothing when they are there; else needs Debian's apt-get, as root or through sudo.
set -eu

missing=""
command -v chromium >/dev/null || missing="$missing chromium"
test -e /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc || missing="$missing fonts-noto-cjk"
ls /usr/lib/*/libatomic.so.1 >/dev/null 2>&1 || missing="$missing libatomic1"
ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || missing="$missing postgresql"
test -z "$missing" && exit 0

cannot() {
    echo "The tests need:$missing. $1" >&2
    echo "Install what provides them, for example: sudo apt-get install$missing" >&2
    exit 1
}

command -v apt-get >/dev/null || cannot "There is no apt-get here to install it with."
if [ "$(id -u)" -eq 0 ]; then
    as_root="env"
elif command -v sudo >/dev/null; then
    as_root="sudo env"
else
    cannot "Installing it needs root, and there is no sudo."
fi

echo "installing for the tests:$missing"
apt="apt-get -qq -o DPkg::Lock::Timeout=120"
# shellcheck disable=SC2086 # several words each
{
    $as_root $apt update &&
        $as_root DEBIAN_FRONTEND=noninteractive $apt install --yes --no-install-recommends $missing >/dev/null
} || cannot "apt-get could not install it; its reason stands above."
