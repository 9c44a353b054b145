#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
#
# The completions do what they say, in the shells that are there; the man page is clean.
#   completion_test.sh PACKAGING-FOLDER
set -euo pipefail
folder=$1
failures=0

expect() { # what, wanted word, offered words
    case " ${3//$'\n'/ } " in
        *" $2 "*) ;;
        *) echo "$1: '$2' is not offered, but: $3" >&2; failures=$((failures + 1)) ;;
    esac
}
refuse() { # what, unwanted word, offered words
    case " ${3//$'\n'/ } " in
        *" $2 "*) echo "$1: '$2' is offered" >&2; failures=$((failures + 1)) ;;
    esac
}

# shellcheck source=/dev/null
source "$folder/completions/countersign-cli.bash"
bash_offers() {
    COMP_WORDS=(countersign-cli "$@")
    COMP_CWORD=$#
    COMPREPLY=()
    _countersign_cli
    printf '%s\n' "${COMPREPLY[@]}"
}
expect bash qr "$(bash_offers "")"
expect bash --vault "$(bash_offers --)"
expect bash restore "$(bash_offers --json trash "")"
expect bash --recovery-out "$(bash_offers slots add recovery --)"
refuse bash --recovery-out "$(bash_offers slots add passphrase --)"
expect bash --next "$(bash_offers --vault list code x --n)"
expect bash replace "$(bash_offers add --on-duplicate "")"
expect bash --dry-run "$(bash_offers import --)"
expect bash --plain-ok "$(bash_offers export --)"
expect bash verify "$(bash_offers backup "")"
expect bash --against "$(bash_offers journal --)"
expect bash --merge "$(bash_offers backup restore --)"
expect bash --number "$(bash_offers approve 3f2a --)"
refuse bash --merge "$(bash_offers backup verify --)"
refuse bash --reveal "$(bash_offers code --)"

fish_offers() { fish --no-config -c "source '$folder/completions/countersign-cli.fish'; complete -C'countersign-cli $1'" | cut -f1; }
expect fish qr "$(fish_offers "")"
expect fish --kdf-mib "$(fish_offers "init --")"
expect fish restore "$(fish_offers "trash ")"
expect fish restore "$(fish_offers "backup ")"
expect fish --dry-run "$(fish_offers "import --")"
expect fish --plain-ok "$(fish_offers "export --")"
expect fish --dir "$(fish_offers "backup create --")"
expect fish --verify "$(fish_offers "journal --")"
refuse fish --kdf-mib "$(fish_offers "list --")"

zsh -f -n "$folder/completions/_countersign-cli"

complaints=$(mandoc -T lint -W warning "$folder/countersign-cli.1" 2>&1 | grep -v 'outdated mandoc.db' || true)
complaints+=$(MANWIDTH=80 LC_ALL=C.UTF-8 man --warnings -E UTF-8 -l -Tutf8 -Z "$folder/countersign-cli.1" 2>&1 > /dev/null)
if [ -n "$complaints" ]; then
    printf 'man page: %s\n' "$complaints" >&2
    failures=$((failures + 1))
fi
[ "$failures" -eq 0 ]
