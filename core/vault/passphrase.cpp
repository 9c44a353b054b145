// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/passphrase.h"

#include "core/vault/recovery_key.h"

#include <QString>
#include <QStringDecoder>

#include <array>
#include <span>

namespace vault {

namespace {

/// NFC never shrinks UTF-8 to less than a third (three Hangul jamo to one syllable), so a longer
/// text cannot fit and is refused before any work.
constexpr std::size_t MaxTypedBytes = 3 * MaxPassphraseBytes;

base::Error tooLong()
{
    return { base::ErrorCode::PassphraseTooLong, "passphrase",
        { std::to_string(MaxPassphraseBytes) } };
}

/// Overwrites the characters of a QString where they lie, spare room included. Writing through a
/// non-const access would overwrite a fresh copy instead and leave this one behind.
void wipe(const QString& text)
{
    auto* const first = reinterpret_cast<std::uint8_t*>(const_cast<QChar*>(text.constData()));
    crypto::cleanse({ first, static_cast<std::size_t>(text.capacity()) * sizeof(QChar) });
}

/// UTF-16 text in locked memory.
struct Utf16
{
    crypto::SecretBytes memory;
    std::span<const QChar> text;
};

/// Strict UTF-8: overlong forms, surrogates and cut sequences are PassphraseNotText. A leading
/// U+FEFF is a character like any other here.
base::Result<Utf16> decode(base::ByteView utf8)
{
    QStringDecoder decoder(QStringDecoder::Utf8,
        QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    const auto size = static_cast<qsizetype>(utf8.size());
    const auto room = static_cast<std::size_t>(decoder.requiredSpace(size));
    base::Result<crypto::SecretBytes> memory = crypto::SecretBytes::ofSize(room * sizeof(QChar));
    if (!memory)
        return memory.error();
    auto* const first = reinterpret_cast<QChar*>(memory->bytes().data());
    const QChar* const end = decoder.appendToBuffer(first, QByteArrayView(utf8.data(), size));
    if (decoder.hasError())
        return base::Error { base::ErrorCode::PassphraseNotText, "passphrase is not UTF-8" };
    return Utf16 { std::move(*memory), { first, end } };
}

/// The code point at `position` of well-formed UTF-16.
char32_t codePointAt(std::span<const QChar> text, std::size_t position)
{
    const QChar unit = text[position];
    return unit.isHighSurrogate() ? QChar::surrogateToUcs4(unit, text[position + 1])
                                  : char32_t { unit.unicode() };
}

/// Whether normalising what comes before and what comes from here on apart gives the same as
/// normalising them together. What joins a character before it is a mark or a Hangul jamo; outside
/// the BMP newer versions of Unicode add others, so there the answer is no.
bool startsCluster(char32_t codePoint)
{
    const bool isJamo = codePoint >= 0x1100 && codePoint <= 0x11FF;
    return codePoint < 0x10000 && !isJamo && !QChar::isMark(codePoint)
        && QChar::combiningClass(codePoint) == 0;
}

/// Length of the cluster at the start of a text that is not empty.
std::size_t clusterLength(std::span<const QChar> text)
{
    std::size_t length = text.front().isHighSurrogate() ? 2 : 1;
    while (length < text.size()) {
        const char32_t next = codePointAt(text, length);
        if (startsCluster(next))
            break;
        length += next >= 0x10000 ? 2 : 1;
    }
    return length;
}

/// Writes UTF-8 into a buffer; what does not fit is counted but not written.
class Utf8Writer
{
public:
    explicit Utf8Writer(base::MutableByteView out) : m_out(out) { }
    std::size_t size() const { return m_size; }
    bool fits() const { return m_size <= m_out.size(); }

    void append(char32_t codePoint)
    {
        if (codePoint < 0x80) {
            put(codePoint);
            return;
        }
        const int following = codePoint < 0x800 ? 1 : codePoint < 0x10000 ? 2 : 3;
        constexpr std::array<char32_t, 4> Lead { 0, 0xC0, 0xE0, 0xF0 };
        put(Lead[static_cast<std::size_t>(following)] | codePoint >> (6 * following));
        for (int i = following - 1; i >= 0; --i)
            put(0x80 | (codePoint >> (6 * i) & 0x3F));
    }

private:
    void put(char32_t byte)
    {
        if (m_size < m_out.size())
            m_out[m_size] = static_cast<std::uint8_t>(byte);
        ++m_size;
    }

    base::MutableByteView m_out;
    std::size_t m_size = 0;
};

/// Qt normalises only QStrings, in ordinary memory, and may reallocate them on the way. So it is
/// given one cluster (a letter with its marks) at a time: what stays behind is never more.
void appendNormalized(Utf8Writer& out, std::span<const QChar> cluster)
{
    const QString given(cluster.data(), static_cast<qsizetype>(cluster.size()));
    const QString composed = given.normalized(QString::NormalizationForm_C);
    const std::span<const QChar> units(
        composed.constData(), static_cast<std::size_t>(composed.size()));
    for (std::size_t i = 0; i < units.size();) {
        const char32_t codePoint = codePointAt(units, i);
        out.append(codePoint);
        i += codePoint >= 0x10000 ? 2 : 1;
    }
    wipe(given);
    wipe(composed);
}

bool hasUnassigned(std::span<const QChar> text)
{
    for (std::size_t i = 0; i < text.size();) {
        const char32_t codePoint = codePointAt(text, i);
        if (QChar::category(codePoint) == QChar::Other_NotAssigned)
            return true;
        i += codePoint >= 0x10000 ? 2 : 1;
    }
    return false;
}

enum class Unassigned { Accept, Refuse };

base::Result<Passphrase> normalized(base::ByteView typed, Unassigned unassigned)
{
    if (typed.empty())
        return base::Error { base::ErrorCode::EmptyPassphrase, "passphrase" };
    if (typed.size() > MaxTypedBytes)
        return tooLong();
    const base::Result<Utf16> text = decode(typed);
    if (!text)
        return text.error();
    if (unassigned == Unassigned::Refuse && hasUnassigned(text->text))
        return base::Error { base::ErrorCode::PassphraseNotText, "unassigned code point" };

    base::Result<crypto::SecretBytes> bytes = crypto::SecretBytes::ofSize(MaxPassphraseBytes);
    if (!bytes)
        return bytes.error();
    Utf8Writer out(bytes->bytes());
    for (std::span<const QChar> rest = text->text; !rest.empty() && out.fits();) {
        const std::size_t length = clusterLength(rest);
        appendNormalized(out, rest.first(length));
        rest = rest.subspan(length);
    }
    if (!out.fits())
        return tooLong();
    // A copy of the right size: the arena is small, and this one may stay for a while.
    base::Result<crypto::SecretBytes> kept =
        crypto::SecretBytes::copyOf(bytes->view().first(out.size()));
    if (!kept)
        return kept.error();
    return Passphrase { std::move(*kept) };
}

} // namespace

base::Result<Passphrase> toPassphrase(base::ByteView typed)
{
    return normalized(typed, Unassigned::Accept);
}

base::Result<Passphrase> toNewPassphrase(base::ByteView typed)
{
    // It could never be typed into a field that takes both.
    if (looksLikeRecoveryKey(base::textOf(typed)))
        return base::Error { base::ErrorCode::InvalidField, "passphrase looks like a recovery key",
            { "passphrase", "", "not a recovery key" } };
    return normalized(typed, Unassigned::Refuse);
}

base::ByteView withoutFinalNewline(base::ByteView contents)
{
    if (!contents.empty() && contents.back() == '\n') {
        contents = contents.first(contents.size() - 1);
        if (!contents.empty() && contents.back() == '\r')
            contents = contents.first(contents.size() - 1);
    }
    return contents;
}

base::Result<Opener> toOpener(base::ByteView typed)
{
    if (looksLikeRecoveryKey(base::textOf(typed))) {
        base::Result<RecoveryKey> key = parseRecoveryKey(base::textOf(typed));
        if (!key)
            return key.error();
        return Opener(std::move(*key));
    }
    base::Result<Passphrase> passphrase = toPassphrase(typed);
    if (!passphrase)
        return passphrase.error();
    return Opener(std::move(*passphrase));
}

base::Result<crypto::SecretBytes> generatePassphrase(crypto::RandomSource& random)
{
    // No l, o, 0 and 1. 32 characters, so that five random bits choose one without bias.
    constexpr std::string_view Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    static_assert(Alphabet.size() == 32);
    constexpr std::size_t Groups = 5;
    constexpr std::size_t GroupSize = 4;

    const base::Result<crypto::SecretBytes> choices = random.secret(Groups * GroupSize);
    if (!choices)
        return choices.error();
    base::Result<crypto::SecretBytes> text =
        crypto::SecretBytes::ofSize(Groups * GroupSize + Groups - 1);
    if (!text)
        return text;
    std::size_t position = 0;
    for (std::size_t i = 0; i < choices->size(); ++i) {
        if (i > 0 && i % GroupSize == 0)
            text->bytes()[position++] = '-';
        text->bytes()[position++] =
            static_cast<std::uint8_t>(Alphabet[choices->view()[i] % Alphabet.size()]);
    }
    return text;
}

} // namespace vault
