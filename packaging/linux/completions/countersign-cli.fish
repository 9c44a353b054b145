# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
# Completion of countersign-cli for fish. Accounts are never completed: that would need the
# passphrase.

set -l verbs init scan add list code remove rename tag undo trash qr import export formats slots passphrase backup activate requests approve deny journal doctor
set -l c complete -c countersign-cli

$c -f
$c -n "not __fish_seen_subcommand_from $verbs" -a init -d 'Make a new vault'
$c -n "not __fish_seen_subcommand_from $verbs" -a scan -d 'Tell what the QR codes in pictures hold'
$c -n "not __fish_seen_subcommand_from $verbs" -a add -d 'Save accounts'
$c -n "not __fish_seen_subcommand_from $verbs" -a list -d 'List the accounts'
$c -n "not __fish_seen_subcommand_from $verbs" -a code -d 'Print the code of an account'
$c -n "not __fish_seen_subcommand_from $verbs" -a remove -d 'Move an account to the trash'
$c -n "not __fish_seen_subcommand_from $verbs" -a rename -d 'Change issuer, name or note'
$c -n "not __fish_seen_subcommand_from $verbs" -a tag -d 'Change tags or pin'
$c -n "not __fish_seen_subcommand_from $verbs" -a undo -d 'Take back the last change'
$c -n "not __fish_seen_subcommand_from $verbs" -a trash -d 'List, restore or empty the trash'
$c -n "not __fish_seen_subcommand_from $verbs" -a qr -d 'Show an account as a QR code'
$c -n "not __fish_seen_subcommand_from $verbs" -a import -d 'Take accounts over from files of other programs'
$c -n "not __fish_seen_subcommand_from $verbs" -a export -d 'Write the accounts to a file for another program'
$c -n "not __fish_seen_subcommand_from $verbs" -a formats -d 'List the kinds of files that can be read or written'
$c -n "not __fish_seen_subcommand_from $verbs" -a slots -d 'List or change what opens the vault'
$c -n "not __fish_seen_subcommand_from $verbs" -a passphrase -d 'Change the passphrase'
$c -n "not __fish_seen_subcommand_from $verbs" -a backup -d 'Make, list, verify or restore backups'
$c -n "not __fish_seen_subcommand_from $verbs" -a activate -d 'Register this computer for push sign-ins'
$c -n "not __fish_seen_subcommand_from $verbs" -a requests -d 'List the sign-ins that wait'
$c -n "not __fish_seen_subcommand_from $verbs" -a approve -d 'Approve a sign-in'
$c -n "not __fish_seen_subcommand_from $verbs" -a deny -d 'Deny a sign-in'
$c -n "not __fish_seen_subcommand_from $verbs" -a journal -d 'List the answers to sign-in requests'
$c -n "not __fish_seen_subcommand_from $verbs" -a doctor -d 'Look whether everything is as it should be'

$c -l vault -rF -d 'Vault to use'
$c -l passphrase-file -rF -d 'Read the passphrase from a file'
$c -l passphrase-stdin -d 'Read the passphrase from standard input'
$c -l recovery-key-file -rF -d 'Open with the recovery key in a file'
$c -l json -d 'Print one JSON document'
$c -l help -d 'Print help'
$c -l version -d 'Print the version'

$c -n '__fish_seen_subcommand_from init' -l recovery-out -rF -d 'Write the recovery key to a new file'
$c -n '__fish_seen_subcommand_from init' -l kdf-mib -x -d 'Memory of the key derivation in MiB'
$c -n '__fish_seen_subcommand_from init' -l kdf-passes -x -d 'Passes of the key derivation'

$c -n '__fish_seen_subcommand_from scan add' -F
$c -n '__fish_seen_subcommand_from scan add' -l screen -d 'Read the screen'
$c -n '__fish_seen_subcommand_from scan list' -l reveal -d 'Show the secrets too'

$c -n '__fish_seen_subcommand_from activate' -l image -rF -d 'Read the code in a picture'
$c -n '__fish_seen_subcommand_from activate' -l uri-file -rF -d 'Read the link in a file'
$c -n '__fish_seen_subcommand_from activate' -l uri-stdin -d 'Read the link from standard input'
$c -n '__fish_seen_subcommand_from activate' -l server -x -d 'The address of an organisation'
$c -n '__fish_seen_subcommand_from activate' -l client -x -d 'What it calls this program'
$c -n '__fish_seen_subcommand_from activate' -l authorization-server -x -d 'Another authorization server'
$c -n '__fish_seen_subcommand_from activate' -l consent -d 'Agree without being asked'
$c -n '__fish_seen_subcommand_from activate' -l ca-file -rF -d 'Certificates to trust for this account'
$c -n '__fish_seen_subcommand_from activate' -l replace -d 'In the place of the account of that name'
$c -n '__fish_seen_subcommand_from activate' -l verify-passphrase-file -rF -d 'Also a key that only the passphrase opens'
$c -n '__fish_seen_subcommand_from requests' -l wait -x -d 'How long to wait for the first'
$c -n '__fish_seen_subcommand_from approve' -l number -x -d 'The number that the page shows'
$c -n '__fish_seen_subcommand_from approve' -l verify-passphrase-file -rF -d 'The passphrase once more'
$c -n '__fish_seen_subcommand_from approve' -l without-verification -d 'Go on without, where that is enough'
$c -n '__fish_seen_subcommand_from deny' -l report -d 'It was not you'

$c -n '__fish_seen_subcommand_from add' -l image -rF -d 'Read the codes in a picture'
$c -n '__fish_seen_subcommand_from add' -l uri-file -rF -d 'Read links from a file'
$c -n '__fish_seen_subcommand_from add' -l uri-stdin -d 'Read links from standard input'
$c -n '__fish_seen_subcommand_from add' -l clipboard -d 'Read the clipboard'
$c -n '__fish_seen_subcommand_from add' -l manual -d 'Use the options that follow'
$c -n '__fish_seen_subcommand_from add' -l type -xa 'totp hotp steam motp yandex' -d 'Type'
$c -n '__fish_seen_subcommand_from add rename' -l issuer -x -d 'The service'
$c -n '__fish_seen_subcommand_from add rename' -l name -x -d 'The name of the account'
$c -n '__fish_seen_subcommand_from add' -l secret-file -rF -d 'Read the secret from a file'
$c -n '__fish_seen_subcommand_from add' -l encoding -xa 'base32 hex base64 text' -d 'How the secret is written'
$c -n '__fish_seen_subcommand_from add' -l algorithm -xa 'SHA1 SHA224 SHA256 SHA384 SHA512' -d 'Hash'
$c -n '__fish_seen_subcommand_from add' -l digits -x -d 'Length of a code'
$c -n '__fish_seen_subcommand_from add' -l period -x -d 'How long a code holds, in seconds'
$c -n '__fish_seen_subcommand_from add' -l counter -x -d 'Counter of the next code'
$c -n '__fish_seen_subcommand_from add code' -l pin-file -rF -d 'The PIN in a file'
$c -n '__fish_seen_subcommand_from add' -l on-duplicate -xa 'ask keep replace skip' -d 'What to do about duplicates'

$c -n '__fish_seen_subcommand_from code' -l at -x -d 'Time of the code'
$c -n '__fish_seen_subcommand_from code' -l next -d 'The code after this one too'
$c -n '__fish_seen_subcommand_from code' -l copy -d 'Put the code into the clipboard'

$c -n '__fish_seen_subcommand_from rename' -l note-file -rF -d 'Read the new note from a file'

$c -n '__fish_seen_subcommand_from tag' -l add -x -d 'Add a tag'
$c -n '__fish_seen_subcommand_from tag' -l remove -x -d 'Remove a tag'
$c -n '__fish_seen_subcommand_from tag' -l pin -d 'Keep at the top'
$c -n '__fish_seen_subcommand_from tag' -l unpin -d 'Let go from the top'

$c -n '__fish_seen_subcommand_from trash' -a 'list restore empty'

$c -n '__fish_seen_subcommand_from qr' -l out -rF -d 'Write a picture'
$c -n '__fish_seen_subcommand_from qr' -l terminal -d 'Show the code here'
$c -n '__fish_seen_subcommand_from qr' -l migration -d 'All accounts for Google Authenticator'
$c -n '__fish_seen_subcommand_from qr' -l out-dir -xa '(__fish_complete_directories)' -d 'Folder of the pictures'

$c -n '__fish_seen_subcommand_from import' -F
$c -n '__fish_seen_subcommand_from import' -l format -xa "(countersign-cli formats 2>/dev/null | string split -f1 ' ')" -d 'Take the files for this format'
$c -n '__fish_seen_subcommand_from import' -l file-passphrase-file -rF -d 'Read the passphrase of the files'
$c -n '__fish_seen_subcommand_from import' -l file-key-file -rF -d 'Key file of the databases'
$c -n '__fish_seen_subcommand_from import' -l on-duplicate -xa 'skip keep replace' -d 'What to do about duplicates'
$c -n '__fish_seen_subcommand_from import' -l dry-run -d 'Change nothing'

$c -n '__fish_seen_subcommand_from export' -l format -xa "(countersign-cli formats 2>/dev/null | string match -e '(export' | string split -f1 ' ')" -d 'The format of the file'
$c -n '__fish_seen_subcommand_from export' -l out -rF -d 'Write to a new file, or with - to standard output'
$c -n '__fish_seen_subcommand_from export' -l plain-ok -d 'Agree to a file that is not encrypted'
$c -n '__fish_seen_subcommand_from export' -l file-passphrase-file -rF -d 'Read the passphrase that is to open the file'

$c -n '__fish_seen_subcommand_from slots; and not __fish_seen_subcommand_from add remove' -a 'list add remove'
$c -n '__fish_seen_subcommand_from slots; and __fish_seen_subcommand_from add' -a 'passphrase recovery'
$c -n '__fish_seen_subcommand_from slots passphrase' -l recovery-out -rF -d 'Write the recovery key to a new file'
$c -n '__fish_seen_subcommand_from passphrase; and not __fish_seen_subcommand_from slots' -a change
$c -n '__fish_seen_subcommand_from slots passphrase' -l new-passphrase-file -rF -d 'Read the new passphrase from a file'
$c -n '__fish_seen_subcommand_from passphrase; and not __fish_seen_subcommand_from slots' -l new-key -d 'New keys for everything'

$c -n '__fish_seen_subcommand_from backup; and not __fish_seen_subcommand_from create list verify restore' -a 'create list verify restore'
$c -n '__fish_seen_subcommand_from backup; and __fish_seen_subcommand_from create' -l dir -xa '(__fish_complete_directories)' -d 'Folder of the backup'
$c -n '__fish_seen_subcommand_from backup; and __fish_seen_subcommand_from verify restore' -F
$c -n '__fish_seen_subcommand_from backup; and __fish_seen_subcommand_from restore' -l merge -d 'Into the vault that is there'

$c -n '__fish_seen_subcommand_from journal' -l verify -d 'Compare it with what is kept of it elsewhere'
$c -n '__fish_seen_subcommand_from journal' -l against -rF -d 'Compare it with an export, too'
