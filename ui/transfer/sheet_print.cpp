// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/sheet_print.h"

#include "core/qr/picture.h"
#include "core/qr/qr_writer.h"
#include "ui/unlock/print_file.h"

#include <QFontDatabase>
#include <QPainter>
#include <QPrinter>
#include <QStringDecoder>
#include <QTextLayout>

#include <algorithm>
#include <cmath>
#include <vector>

using ::transfer::SheetAccount;
using ::transfer::SheetRow;

namespace ui::transfer {

namespace {

constexpr double MillimetresPerInch = 25.4;
constexpr double Module = 0.6; ///< millimetres, whatever the code holds
constexpr double Margin = 15; ///< of the page, in millimetres
constexpr double Gap = 4; ///< the same, between the parts of an account

/// Text in a buffer that is overwritten; the painter is given it as a QString that lies on that.
class WipedText
{
public:
    explicit WipedText(base::ByteView utf8)
    {
        QStringDecoder decoder(QStringDecoder::Utf8);
        const QByteArrayView bytes(
            reinterpret_cast<const char*>(utf8.data()), static_cast<qsizetype>(utf8.size()));
        m_characters.resize(static_cast<std::size_t>(decoder.requiredSpace(bytes.size())));
        QChar* const end = decoder.appendToBuffer(m_characters.data(), bytes);
        std::replace(m_characters.data(), end, QChar(u'\n'), QChar(QChar::LineSeparator));
        m_size = end - m_characters.data();
    }
    explicit WipedText(const QString& text) : WipedText(base::bytesOf(text.toStdString())) { }

    QString view() const { return QString::fromRawData(m_characters.data(), m_size); }

private:
    std::vector<QChar, crypto::WipingAllocator<QChar>> m_characters;
    qsizetype m_size = 0;
};

/// A text that is broken where it has to, and what it is called, beside its first line.
struct Paragraph
{
    QString label;
    WipedText text;
    QFont font;
};

/// The pages, from the top of the first.
class Sheet
{
public:
    Sheet(QPrinter& printer, QPainter& painter, const ::transfer::SheetWords& words)
        : m_printer(printer),
          m_painter(painter),
          m_width(printer.pageRect(QPrinter::DevicePixel).width()),
          m_text(painter.font())
    {
        m_text.setPointSize(10);
        const QFontMetricsF metrics(m_text, &m_printer);
        m_bottom = printer.pageRect(QPrinter::DevicePixel).height() - 2 * metrics.height();
        for (const QString& label : { words.secretLabel, words.pin, words.kind, words.algorithm,
                 words.digits, words.period, words.counter, words.tags, words.note })
            m_labels = std::max(m_labels, metrics.horizontalAdvance(label) + millimetres(Gap));
        putNumber();
        putHead(words);
    }

    base::Result<void> put(const SheetAccount& account)
    {
        const base::Result<qr::Matrix> matrix = qr::encode(account.link.view());
        if (!matrix)
            return matrix.error();
        QImage code = qr::toImage(*matrix, 1);
        const double side = std::round(millimetres(Module)) * code.width();
        const double width = m_width - side - millimetres(Gap);
        const std::vector<Paragraph> paragraphs = paragraphsOf(account);
        double height = 0;
        for (const Paragraph& paragraph : paragraphs)
            height += put(paragraph, width, Pass::Measuring);
        m_top += millimetres(Gap);
        if (m_top + std::max(height, side) + millimetres(Gap) > m_bottom)
            turn();
        m_painter.drawLine(QPointF(0, m_top), QPointF(m_width, m_top));
        m_top += millimetres(Gap);
        const QRectF place(m_width - side, m_top, side, side);
        m_painter.drawImage(place, code);
        qr::wipe(code);
        const int first = m_page;
        for (const Paragraph& paragraph : paragraphs)
            put(paragraph, width, Pass::Drawing);
        if (m_page == first)
            m_top = std::max(m_top, place.bottom());
        return {};
    }

private:
    enum class Pass { Measuring, Drawing };

    double millimetres(double count) const
    {
        return count * m_printer.resolution() / MillimetresPerInch;
    }

    QFont fontOf(double points, bool isBold) const
    {
        QFont font = m_text;
        font.setPointSizeF(points);
        font.setBold(isBold);
        return font;
    }

    void putHead(const ::transfer::SheetWords& words)
    {
        const Paragraph parts[] = { { {}, WipedText(words.title), fontOf(16, true) },
            { {}, WipedText(words.made), m_text },
            { {}, WipedText(words.warning), fontOf(10, true) } };
        for (const Paragraph& part : parts)
            put(part, m_width, Pass::Drawing);
    }

    std::vector<Paragraph> paragraphsOf(const SheetAccount& account) const
    {
        QFont typed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        typed.setPointSize(11);
        typed.setBold(true);
        std::vector<Paragraph> paragraphs;
        paragraphs.push_back({ {}, WipedText(account.issuer), fontOf(12, true) });
        paragraphs.push_back({ {}, WipedText(account.name), fontOf(12, false) });
        if (!account.pinned.isEmpty())
            paragraphs.push_back({ {}, WipedText(account.pinned), m_text });
        for (const SheetRow& row : account.rows) {
            const bool isTyped = row.name == "secret" || row.name == "pin";
            paragraphs.push_back({ row.label, WipedText(row.value), isTyped ? typed : m_text });
        }
        paragraphs.push_back({ {}, WipedText(account.link.view()), fontOf(7, false) });
        return paragraphs;
    }

    /// How high it is. Drawn, it goes on overleaf where there is no more room.
    double put(const Paragraph& paragraph, double width, Pass pass)
    {
        const double indent = paragraph.label.isEmpty() ? 0 : m_labels;
        QTextOption breaks;
        breaks.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        QTextLayout layout(paragraph.text.view(), paragraph.font, &m_printer);
        layout.setTextOption(breaks);
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine())
            line.setLineWidth(width - indent);
        layout.endLayout();
        double height = 0;
        for (int i = 0; i < layout.lineCount(); ++i) {
            const QTextLine line = layout.lineAt(i);
            height += line.height();
            if (pass == Pass::Measuring)
                continue;
            if (m_top + line.height() > m_bottom)
                turn();
            if (i == 0)
                putLabel(paragraph.label, m_top + line.ascent());
            line.draw(&m_painter, QPointF(indent, m_top));
            m_top += line.height();
        }
        return height;
    }

    void putLabel(const QString& label, double baseline)
    {
        m_painter.setFont(m_text);
        m_painter.drawText(QPointF(0, baseline), label);
    }

    void turn()
    {
        m_printer.newPage();
        m_top = 0;
        ++m_page;
        putNumber();
    }

    /// So that a sheet that is missing is missed.
    void putNumber()
    {
        m_painter.setFont(m_text);
        m_painter.drawText(QRectF(0, m_bottom, m_width, printerBottom() - m_bottom),
            Qt::AlignHCenter | Qt::AlignBottom, QString::number(m_page));
    }

    double printerBottom() const { return m_printer.pageRect(QPrinter::DevicePixel).height(); }

    QPrinter& m_printer;
    QPainter& m_painter;
    double m_width;
    QFont m_text;
    double m_bottom = 0; ///< of what is above the number of the page
    double m_labels = 0; ///< as wide as the widest
    double m_top = 0; ///< of what comes next
    int m_page = 1;
};

base::Error refused(const QPrinter& printer)
{
    return { base::ErrorCode::CannotWrite, "printing a sheet",
        { printer.outputFileName().toStdString() } };
}

} // namespace

base::Result<void> printSheet(
    QPrinter& printer, const ::transfer::ExportPlan& plan, const ::transfer::SheetWords& words)
{
    printer.setDocName(words.title);
    printer.setPageMargins({ Margin, Margin, Margin, Margin }, QPageLayout::Millimeter);
    QPainter painter;
    if (!unlock::preparePrivateFile(printer) || !painter.begin(&printer))
        return refused(printer);
    painter.setRenderHint(QPainter::LosslessImageRendering); // a code has edges
    Sheet sheet(printer, painter, words);
    base::Result<void> put =
        plan.sheet(words, [&sheet](const SheetAccount& account) { return sheet.put(account); });
    if (!put) {
        printer.abort();
        return put;
    }
    return painter.end() && printer.printerState() != QPrinter::Error
        ? base::Result<void>()
        : base::Result<void>(refused(printer));
}

} // namespace ui::transfer
