// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/request_meter.h"

#include <QList>

#include <algorithm>
#include <limits>
#include <optional>

namespace sandbox {

namespace {

/// Digits alone, as RFC 9110 (section 8.6) has them; one too long to count is too large.
std::optional<qsizetype> lengthIn(const QByteArray& value)
{
    const auto isDigit = [](char letter) { return letter >= '0' && letter <= '9'; };
    if (value.isEmpty() || !std::all_of(value.begin(), value.end(), isDigit))
        return std::nullopt;
    bool fits = false;
    const qlonglong length = value.toLongLong(&fits);
    return fits ? qsizetype(length) : std::numeric_limits<qsizetype>::max();
}

/// What the headers say about the body. Two lengths, or a length and pieces, are the way to make
/// two readers see two different requests: not understood.
struct Framing
{
    std::optional<qsizetype> length = {};
    bool isInPieces = false;
    bool isUnderstood = true;
};

Framing framingOf(const QByteArray& head)
{
    Framing framing;
    const QList<QByteArray> lines = head.split('\n');
    for (auto line = lines.begin() + 1; line != lines.end(); ++line) {
        const qsizetype colon = line->indexOf(':');
        const QByteArray name = line->left(std::max<qsizetype>(colon, 0)).trimmed().toLower();
        if (name == "transfer-encoding")
            framing.isInPieces = true;
        if (name != "content-length")
            continue;
        const auto length = lengthIn(line->mid(colon + 1).trimmed());
        framing.isUnderstood = framing.isUnderstood && length && !framing.length;
        framing.length = length;
    }
    return framing;
}

} // namespace

RequestMeter::Verdict RequestMeter::take(QByteArrayView bytes, const Limits& limits)
{
    if (m_missing > 0)
        return measure(bytes, limits.body);
    const qsizetype longest = limits.head + 4; // with the empty line that ends it
    const QByteArrayView piece =
        bytes.first(std::clamp<qsizetype>(longest - m_head.size(), 0, bytes.size()));
    // The end of the head may lie across two pieces.
    const qsizetype before = m_head.size();
    m_head.append(piece);
    const qsizetype end = m_head.indexOf("\r\n\r\n", std::max<qsizetype>(before - 3, 0));
    if (end < 0)
        return m_head.size() == longest ? Verdict::HeadTooLong : Verdict::Partial;
    const qsizetype taken = end + 4 - before;
    const Framing framing = framingOf(m_head.left(end));
    m_head.clear();
    if (!framing.isUnderstood || (framing.isInPieces && framing.length))
        return Verdict::NotUnderstood;
    if (framing.isInPieces)
        return Verdict::NoLength;
    m_missing = framing.length.value_or(0);
    return measure(bytes.sliced(taken), limits.body);
}

RequestMeter::Verdict RequestMeter::measure(QByteArrayView rest, qsizetype largest)
{
    if (m_missing > largest)
        return Verdict::BodyTooLarge;
    if (rest.size() > m_missing)
        return Verdict::NotUnderstood;
    m_missing -= rest.size();
    return m_missing > 0 ? Verdict::Partial : Verdict::Whole;
}

int statusOf(RequestMeter::Verdict verdict)
{
    switch (verdict) {
    case RequestMeter::Verdict::Partial:
    case RequestMeter::Verdict::Whole:
        return 0;
    case RequestMeter::Verdict::NotUnderstood:
        return 400;
    case RequestMeter::Verdict::NoLength:
        return 411;
    case RequestMeter::Verdict::BodyTooLarge:
        return 413;
    case RequestMeter::Verdict::HeadTooLong:
        return 431;
    }
    return 400;
}

} // namespace sandbox
