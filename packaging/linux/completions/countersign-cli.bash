# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
# Completion of countersign-cli for bash. Accounts are never completed: that would need the
# passphrase.

_countersign_cli_options() {
    case "$1" in
        init) echo "--recovery-out --kdf-mib --kdf-passes" ;;
        scan) echo "--screen --reveal" ;;
        add) echo "--image --uri-file --uri-stdin --screen --clipboard --manual --type --issuer
            --name --secret-file --encoding --algorithm --digits --period --counter --pin-file
            --on-duplicate" ;;
        list) echo "--reveal" ;;
        code) echo "--at --next --copy --pin-file" ;;
        rename) echo "--issuer --name --note-file" ;;
        tag) echo "--add --remove --pin --unpin" ;;
        qr) echo "--out --terminal --migration --out-dir" ;;
        import) echo "--format --file-passphrase-file --file-key-file --on-duplicate --dry-run" ;;
        export) echo "--format --out --plain-ok --file-passphrase-file" ;;
        "slots add passphrase") echo "--new-passphrase-file" ;;
        "passphrase change") echo "--new-passphrase-file --new-key --recovery-out" ;;
        "slots add recovery") echo "--recovery-out" ;;
        activate) echo "--image --uri-file --uri-stdin --server --client --authorization-server --consent
            --ca-file --replace --verify-passphrase-file" ;;
        requests) echo "--wait" ;;
        approve) echo "--number --verify-passphrase-file --without-verification" ;;
        deny) echo "--report" ;;
        journal) echo "--verify --against" ;;
        "backup create") echo "--dir" ;;
        "backup restore") echo "--merge" ;;
    esac
}

# What may stand after the words of a verb that is not complete.
_countersign_cli_words() {
    case "$1" in
        "") echo "init scan add list code remove rename tag undo trash qr import export formats slots passphrase backup activate requests approve deny journal doctor" ;;
        trash) echo "list restore empty" ;;
        slots) echo "list add remove" ;;
        "slots add") echo "passphrase recovery" ;;
        passphrase) echo "change" ;;
        backup) echo "create list verify restore" ;;
    esac
}

_countersign_cli() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    local global="--vault --passphrase-file --passphrase-stdin --recovery-key-file --json --help
        --version"
    local verb="" skip="" which="" word
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        if [[ -n $skip ]]; then
            skip=""
            continue
        fi
        case "$word" in
            --vault | --passphrase-file | --recovery-key-file) skip=1 ;;
            -*) ;;
            *) [[ -n $(_countersign_cli_words "$verb") ]] && verb="${verb:+$verb }$word" ;;
        esac
    done
    case "$previous" in
        --vault | --*-file | --recovery-out | --image | --out | --against)
            mapfile -t COMPREPLY < <(compgen -f -- "$current")
            return ;;
        --out-dir | --dir) mapfile -t COMPREPLY < <(compgen -d -- "$current"); return ;;
        --type) mapfile -t COMPREPLY < <(compgen -W "totp hotp steam motp yandex" -- "$current"); return ;;
        --encoding) mapfile -t COMPREPLY < <(compgen -W "base32 hex base64 text" -- "$current"); return ;;
        --algorithm)
            mapfile -t COMPREPLY < <(compgen -W "SHA1 SHA224 SHA256 SHA384 SHA512" -- "$current")
            return ;;
        --format)
            [[ $verb == export ]] && which="(export"
            mapfile -t COMPREPLY < <(compgen -W "$(countersign-cli formats 2>/dev/null | grep -F -- "$which" | cut -d' ' -f1)" -- "$current")
            return ;;
        --on-duplicate) mapfile -t COMPREPLY < <(compgen -W "ask keep replace skip" -- "$current"); return ;;
    esac
    local words
    if [[ $current == -* ]]; then
        words="$global $(_countersign_cli_options "$verb")"
    else
        words=$(_countersign_cli_words "$verb")
    fi
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
    if [[ $verb == scan || $verb == add || $verb == import || $verb == "backup verify" || $verb == "backup restore" ]] && [[ $current != -* ]]; then
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    fi
}

complete -o filenames -F _countersign_cli countersign-cli
