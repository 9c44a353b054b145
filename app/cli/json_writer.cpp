// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/json_writer.h"

#include <algorithm>

namespace cli {

namespace {

bool needsEscape(QChar character)
{
    switch (character.category()) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return character == u'"' || character == u'\\';
    }
}

void appendEscape(WipedText& out, QChar character)
{
    if (character == u'"' || character == u'\\') {
        const char pair[] = { '\\', character.toLatin1() };
        out << std::string_view(pair, sizeof pair);
        return;
    }
    out << QStringLiteral("\\u%1").arg(character.unicode(), 4, 16, QLatin1Char('0'));
}

bool isPlainAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(),
        [](char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; });
}

} // namespace

void JsonWriter::null()
{
    separate();
    m_out << "null";
    m_separate = true;
}

void JsonWriter::separate()
{
    if (m_separate)
        m_out << ",";
    m_separate = false;
}

void JsonWriter::open(char bracket)
{
    separate();
    m_out << std::string_view(&bracket, 1);
}

void JsonWriter::close(char bracket)
{
    m_out << std::string_view(&bracket, 1);
    m_separate = true;
}

JsonWriter& JsonWriter::key(std::string_view name)
{
    separate();
    m_out << "\"" << name << "\":";
    return *this;
}

void JsonWriter::value(const QString& text)
{
    separate();
    m_out << "\"";
    qsizetype plain = 0; // start of what needs no escape
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!needsEscape(text[i]))
            continue;
        m_out << text.mid(plain, i - plain);
        appendEscape(m_out, text[i]);
        plain = i + 1;
    }
    m_out << text.mid(plain) << "\"";
    m_separate = true;
}

void JsonWriter::value(std::string_view utf8)
{
    // Secrets (Base32, recovery keys, most links) are plain ASCII and go straight to the wiped
    // buffer; only other text takes the way through a QString.
    if (!isPlainAscii(utf8)) {
        value(QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())));
        return;
    }
    separate();
    m_out << "\"" << utf8 << "\"";
    m_separate = true;
}

void JsonWriter::value(bool truth)
{
    separate();
    m_out << (truth ? "true" : "false");
    m_separate = true;
}

} // namespace cli
