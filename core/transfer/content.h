// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/json.h"
#include "core/crypto/wiped_bytes.h"
#include "core/transfer/failure.h"
#include "core/transfer/given_file.h"

#include <optional>

namespace transfer {

constexpr std::size_t LargestFile = std::size_t { 100 } * 1024 * 1024;

/// The bytes of a file, read once, and what they are seen to be before any format looks at them:
/// each format asks here, so that nothing is parsed twice. They are wiped when this goes. What a
/// format decrypts is a Content again.
class Content
{
public:
    /// `path` is where it was read from, for a file that others stand beside; else empty.
    explicit Content(crypto::WipedBytes bytes, std::string path = {});
    /// A picture that was decoded already: its codes stand for its bytes.
    explicit Content(GivenCodes codes) : m_codes(std::move(codes)) { }
    Content(Content&&) noexcept = default;
    Content& operator=(Content&&) noexcept = default;
    Content(const Content&) = delete;
    Content& operator=(const Content&) = delete;
    ~Content() = default;

    base::ByteView bytes() const { return m_bytes; }
    const std::string& path() const { return m_path; }

    /// Without a byte order mark; empty if it is not UTF-8.
    std::string_view text() const { return m_text; }
    /// The value that the whole text is; null if it is no JSON.
    const base::json::Value* json() const { return m_json ? &*m_json : nullptr; }
    /// The text begins as JSON does, whether or not it goes on as such.
    bool beginsAsJson() const { return m_beginsAsJson; }
    /// It is a ZIP archive that has a member of this name.
    bool hasMember(std::string_view name) const;
    /// The names of the members, if it is a ZIP archive.
    const std::vector<std::string>& members() const { return m_members; }
    /// The texts of the codes in it, or why it cannot be read; null if it is no picture.
    const base::Result<PictureTexts>* picture() const { return m_codes.get(); }
    /// The same, to be handed on.
    const GivenCodes& codes() const { return m_codes; }

private:
    crypto::WipedBytes m_bytes;
    std::string m_path;
    std::string_view m_text; ///< into the bytes
    bool m_beginsAsJson = false;
    std::optional<base::json::Value> m_json; ///< into the bytes
    std::vector<std::string> m_members; ///< of an archive
    GivenCodes m_codes;
};

/// Reads a file whole, a database with the log beside it, or the manifest.json of a folder, beside
/// which its other files are found. Failed with the cause, TooLarge.
Outcome<Content> readContent(const std::string& path);

} // namespace transfer
