// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The files of other programs, whichever they are. Where one is encrypted everything up to the
// derivation of a key is run, but no derivation: it may take a second and a gigabyte. What lies
// behind it is read by the format in the clear.

#include "core/transfer/detect.h"

#include <algorithm>

namespace {

void require(bool holds)
{
    if (!holds)
        __builtin_trap();
}

void check(const transfer::Imported& imported)
{
    require(imported.accounts.size() + imported.left.size() <= transfer::MostAccounts);
    require(!imported.accounts.empty() || !imported.left.empty());
    for (const transfer::ImportedAccount& account : imported.accounts) {
        require(account.entry.secret.isEmpty() && account.entry.pin.isEmpty());
        require(!account.secret.isEmpty());
        require(otp::makesCodes(account.entry.credential));
        require(otp::checkCredential(account.entry.credential).has_value());
    }
    for (const transfer::Left& left : imported.left)
        require(left.position <= imported.accounts.size());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const transfer::Content content({ data, data + size });
    std::stop_source stopped;
    stopped.request_stop();
    const auto passphrase = crypto::SecretBytes::copyOf(std::string_view("fuzz"));
    for (const transfer::Format* format : transfer::importFormats()) {
        const auto candidates = transfer::insist(content, *format);
        if (!candidates)
            continue;
        const auto read = transfer::read(content, *candidates, {});
        if (read)
            check(read->imported);
        if (format->isEncrypted)
            (void)transfer::read(content, *candidates, { &*passphrase, stopped.get_token() });
    }
    const auto detected = transfer::detect(content, transfer::importFormats());
    require(!detected || !detected->empty());
    return 0;
}
