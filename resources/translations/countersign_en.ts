<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>desktop::Notifier</name>
    <message numerus="yes">
        <source>%n sign-in request(s) waiting</source>
        <translation>
            <numerusform>%n sign-in request waiting</numerusform>
            <numerusform>%n sign-in requests waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::accounts::AccountModel</name>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>%n second left</numerusform>
            <numerusform>%n seconds left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::accounts::AccountsPage</name>
    <message numerus="yes">
        <source>%n entry(s) of the vault could not be read. They are kept as they are; the others work.</source>
        <translation>
            <numerusform>%n entry of the vault could not be read. It is kept as it is; the others work.</numerusform>
            <numerusform>%n entries of the vault could not be read. They are kept as they are; the others work.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n code(s) skipped.</source>
        <translation>
            <numerusform>%n code skipped.</numerusform>
            <numerusform>%n codes skipped.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::accounts::QrDialog</name>
    <message numerus="yes">
        <source>Closes in %n second(s).</source>
        <translation>
            <numerusform>Closes in %n second.</numerusform>
            <numerusform>Closes in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::accounts::TrashPage</name>
    <message numerus="yes">
        <source>deleted for good in %n day(s)</source>
        <translation>
            <numerusform>deleted for good in %n day</numerusform>
            <numerusform>deleted for good in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n account(s) for good?</source>
        <translation>
            <numerusform>Delete %n account for good?</numerusform>
            <numerusform>Delete %n accounts for good?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n account(s)</source>
        <translation>
            <numerusform>Delete %n account</numerusform>
            <numerusform>Delete %n accounts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s) deleted for good.</source>
        <translation>
            <numerusform>%n account deleted for good.</numerusform>
            <numerusform>%n accounts deleted for good.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::add::AddPage</name>
    <message numerus="yes">
        <source>&amp;Save %n account(s)</source>
        <translation>
            <numerusform>&amp;Save %n account</numerusform>
            <numerusform>&amp;Save %n accounts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::add::LiveCode</name>
    <message numerus="yes">
        <source>Code %1, %n second(s) left</source>
        <translation>
            <numerusform>Code %1, %n second left</numerusform>
            <numerusform>Code %1, %n seconds left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::add::TypedForm</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::backup::BackupPage</name>
    <message numerus="yes">
        <source>%n account(s)</source>
        <translation>
            <numerusform>%n account</numerusform>
            <numerusform>%n accounts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A backup with %n account(s) was made and read back.</source>
        <translation>
            <numerusform>A backup with %n account was made and read back.</numerusform>
            <numerusform>A backup with %n accounts was made and read back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n copies still open with the passphrase from before the vault got new keys.</source>
        <translation>
            <numerusform>%n copy still opens with the passphrase from before the vault got new keys.</numerusform>
            <numerusform>%n copies still open with the passphrase from before the vault got new keys.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::backup::RestoreDialog</name>
    <message numerus="yes">
        <source>%n account(s) are in the new vault.</source>
        <translation>
            <numerusform>%n account is in the new vault.</numerusform>
            <numerusform>%n accounts are in the new vault.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::coach::Checklist</name>
    <message numerus="yes">
        <source>%1 of %n moved</source>
        <extracomment>How many of the accounts on the checklist are moved.</extracomment>
        <translation>
            <numerusform>%1 of %n moved</numerusform>
            <numerusform>%1 of %n moved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n cannot be</source>
        <extracomment>%1 is &quot;2 of 5 moved&quot;</extracomment>
        <translation>
            <numerusform>%1, %n cannot be</numerusform>
            <numerusform>%1, %n cannot be</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::push::ChainCard</name>
    <message numerus="yes">
        <source>and %n more, none of them worse</source>
        <translation>
            <numerusform>and one more, not worse</numerusform>
            <numerusform>and %n more, none of them worse</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::push::InboxPage</name>
    <message numerus="yes">
        <source>%n other(s) ended with it.</source>
        <translation>
            <numerusform>%n other ended with it.</numerusform>
            <numerusform>%n others ended with it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>So were %n before it.</source>
        <translation>
            <numerusform>So was %n before it.</numerusform>
            <numerusform>So were %n before it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::push::JournalPage</name>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n entries</source>
        <translation>
            <numerusform>%1 of %n entry</numerusform>
            <numerusform>%1 of %n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n entries are exported.</source>
        <translation>
            <numerusform>The one entry is exported.</numerusform>
            <numerusform>All %n entries are exported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::push::WaitingStrip</name>
    <message numerus="yes">
        <source>%n sign-in request(s) wait</source>
        <translation>
            <numerusform>%n sign-in request waits</numerusform>
            <numerusform>%n sign-in requests wait</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::shell::MainWindow</name>
    <message numerus="yes">
        <source>Locked, because nothing was typed or clicked for %n minute(s).</source>
        <translation>
            <numerusform>Locked, because nothing was typed or clicked for %n minute.</numerusform>
            <numerusform>Locked, because nothing was typed or clicked for %n minutes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s) added.</source>
        <translation>
            <numerusform>%n account added.</numerusform>
            <numerusform>%n accounts added.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::transfer::CodeShow</name>
    <message numerus="yes">
        <source>Hidden in %n second(s).</source>
        <translation>
            <numerusform>Hidden in %n second.</numerusform>
            <numerusform>Hidden in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::transfer::ExportOutcome</name>
    <message numerus="yes">
        <source>%n account(s) were printed.</source>
        <translation>
            <numerusform>%n account was printed.</numerusform>
            <numerusform>%n accounts were printed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s) are in “%1”. The file was read back and every account compared.</source>
        <extracomment>%1 is a file</extracomment>
        <translation>
            <numerusform>%n account is in “%1”. The file was read back and the account compared.</numerusform>
            <numerusform>%n accounts are in “%1”. The file was read back and every account compared.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s) are in %1 files, from “%2” to “%3”. The files were read back and every account compared.</source>
        <extracomment>%1 is a number of files, %2 the first of them, %3 the last</extracomment>
        <translation>
            <numerusform>%n account is in %1 files, from “%2” to “%3”. The files were read back and the account compared.</numerusform>
            <numerusform>%n accounts are in %1 files, from “%2” to “%3”. The files were read back and every account compared.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s) did not fit.</source>
        <translation>
            <numerusform>%n account did not fit.</numerusform>
            <numerusform>%n accounts did not fit.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s) were left out, as you chose.</source>
        <translation>
            <numerusform>%n account was left out, as you chose.</numerusform>
            <numerusform>%n accounts were left out, as you chose.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::transfer::ExportPage</name>
    <message numerus="yes">
        <source>&amp;Continue with %n account(s)</source>
        <translation>
            <numerusform>&amp;Continue with %n account</numerusform>
            <numerusform>&amp;Continue with %n accounts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>W&amp;rite %n account(s)…</source>
        <translation>
            <numerusform>W&amp;rite %n account…</numerusform>
            <numerusform>W&amp;rite %n accounts…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::transfer::ExportPreview</name>
    <message numerus="yes">
        <source>%n account(s) do not fit into this kind of file.</source>
        <translation>
            <numerusform>%n account does not fit into this kind of file.</numerusform>
            <numerusform>%n accounts do not fit into this kind of file.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %n account(s) something stays behind.</source>
        <translation>
            <numerusform>Of %n account something stays behind.</numerusform>
            <numerusform>Of %n accounts something stays behind.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::transfer::ImportPage</name>
    <message numerus="yes">
        <source>“%1”: %2, %n entry(s)</source>
        <extracomment>%1 is a file, %2 the program that made it</extracomment>
        <translation>
            <numerusform>“%1”: %2, %n entry</numerusform>
            <numerusform>“%1”: %2, %n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be read.</source>
        <translation>
            <numerusform>%n file could not be read.</numerusform>
            <numerusform>%n files could not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Im&amp;port %n account(s)</source>
        <translation>
            <numerusform>Im&amp;port %n account</numerusform>
            <numerusform>Im&amp;port %n accounts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Importing %n account(s)…</source>
        <translation>
            <numerusform>Importing %n account…</numerusform>
            <numerusform>Importing %n accounts…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s) imported.</source>
        <translation>
            <numerusform>%n account imported.</numerusform>
            <numerusform>%n accounts imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files are not encrypted: whoever can read them has every secret in them. They were left as they are.</source>
        <translation>
            <numerusform>%n file is not encrypted: whoever can read it has every secret in it. It was left as it is.</numerusform>
            <numerusform>%n files are not encrypted: whoever can read them has every secret in them. They were left as they are.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::unlock::OlderCopyPage</name>
    <message numerus="yes">
        <source>A newer copy with all changes and %n account(s), saved %1, was found: %2</source>
        <extracomment>%1 is a number of accounts, %2 a date and time, %3 a file</extracomment>
        <translation>
            <numerusform>A newer copy with all changes and %n account, saved %1, was found: %2</numerusform>
            <numerusform>A newer copy with all changes and %n accounts, saved %1, was found: %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A newer copy with %n account(s), saved %1, was found: %2. The very last changes are not in it, either.</source>
        <translation>
            <numerusform>A newer copy with %n account, saved %1, was found: %2. The very last changes are not in it, either.</numerusform>
            <numerusform>A newer copy with %n accounts, saved %1, was found: %2. The very last changes are not in it, either.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::unlock::SalvagePage</name>
    <message numerus="yes">
        <source>secret intact; %n older version(s) are damaged</source>
        <translation>
            <numerusform>secret intact; an older version is damaged</numerusform>
            <numerusform>secret intact; %n older versions are damaged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s) can be saved: their secrets are intact.</source>
        <translation>
            <numerusform>One account can be saved: its secret is intact.</numerusform>
            <numerusform>%n accounts can be saved: their secrets are intact.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s) cannot: their secrets are damaged.</source>
        <translation>
            <numerusform>One account cannot: its secret is damaged.</numerusform>
            <numerusform>%n accounts cannot: their secrets are damaged.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s) that the file says it held were not found.</source>
        <translation>
            <numerusform>One account that the file says it held was not found.</numerusform>
            <numerusform>%n accounts that the file says it held were not found.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::unlock::SalvageSavePage</name>
    <message numerus="yes">
        <source>%n account(s) go into “%1”, a new file beside the damaged “%2”, which stays as it is.</source>
        <extracomment>%1 and %2 are files</extracomment>
        <translation>
            <numerusform>One account goes into “%1”, a new file beside the damaged “%2”, which stays as it is.</numerusform>
            <numerusform>%n accounts go into “%1”, a new file beside the damaged “%2”, which stays as it is.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::unlock::WaysIn</name>
    <message numerus="yes">
        <source>The vault has new keys. %n copy(s) that opened with the former passphrase were deleted.</source>
        <translation>
            <numerusform>The vault has new keys. One copy that opened with the former passphrase was deleted.</numerusform>
            <numerusform>The vault has new keys. %n copies that opened with the former passphrase were deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The new passphrase is set. %n copy(s) that opened with the old one were deleted.</source>
        <translation>
            <numerusform>The new passphrase is set. One copy that opened with the old one was deleted.</numerusform>
            <numerusform>The new passphrase is set. %n copies that opened with the old one were deleted.</numerusform>
        </translation>
    </message>
</context>
</TS>
