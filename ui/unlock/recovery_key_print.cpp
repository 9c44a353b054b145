// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/unlock/recovery_key_print.h"

#include "core/crypto/secret.h"
#include "ui/unlock/print_file.h"

#include <QCoreApplication>
#include <QFontDatabase>
#include <QPainter>
#include <QPrinter>

#include <algorithm>
#include <array>

namespace ui::unlock {
namespace {

constexpr int Columns = 3;
constexpr std::size_t PrintedGroup = 4;

QString translated(const char* text)
{
    return QCoreApplication::translate("ui::unlock::RecoveryKeySheet", text);
}

/// One group in a cell. The painter takes text as a QString: this one lies on a buffer of ours,
/// which is overwritten afterwards.
void drawGroup(QPainter& painter, const QRectF& cell, std::string_view group)
{
    std::array<QChar, PrintedGroup> characters = {};
    const std::size_t length = std::min(group.size(), characters.size());
    for (std::size_t i = 0; i < length; ++i)
        characters[i] = QLatin1Char(group[i]);
    painter.drawText(cell, Qt::AlignCenter,
        QString::fromRawData(characters.data(), static_cast<qsizetype>(length)));
    crypto::cleanse({ reinterpret_cast<std::uint8_t*>(characters.data()), sizeof characters });
}

/// Draws a paragraph and returns where the next one begins.
double drawText(QPainter& painter, const QRectF& area, const QString& text)
{
    QRectF used;
    painter.drawText(area, Qt::TextWordWrap, text, &used);
    return used.bottom() + painter.fontMetrics().height() * 0.8;
}

void drawGroups(QPainter& painter, const QRectF& frame, std::string_view key)
{
    painter.drawRect(frame);
    const QSizeF cell(frame.width() / Columns, frame.height() / Columns);
    for (int group = 0; !key.empty(); ++group) {
        const int row = group / Columns;
        const QPointF corner(group % Columns * cell.width(), row * cell.height());
        drawGroup(painter, QRectF(frame.topLeft() + corner, cell), key.substr(0, PrintedGroup));
        key.remove_prefix(std::min(key.size(), PrintedGroup + 1)); // with the hyphen
    }
}

} // namespace

bool printRecoveryKey(QPrinter& printer, std::string_view key)
{
    printer.setDocName(translated("Countersign recovery key"));
    constexpr double Margin = 20;
    printer.setPageMargins({ Margin, Margin, Margin, Margin }, QPageLayout::Millimeter);
    QPainter painter;
    if (!preparePrivateFile(printer) || !painter.begin(&printer))
        return false;
    const QRectF page(QPointF(), printer.pageRect(QPrinter::DevicePixel).size());
    QRectF left = page;
    QFont font = painter.font();
    font.setPointSize(20);
    font.setBold(true);
    painter.setFont(font);
    left.setTop(drawText(painter, left, translated("Countersign recovery key")));
    font.setPointSize(11);
    font.setBold(false);
    painter.setFont(font);
    left.setTop(drawText(painter, left,
        translated("If the passphrase is forgotten, type this key into its field: it opens the "
                   "vault. Small and capital letters are the same.")));

    QFont digits = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    digits.setPointSize(22);
    painter.setFont(digits);
    left.setHeight(painter.fontMetrics().height() * 2.0 * Columns);
    drawGroups(painter, left, key);
    left.setTop(left.bottom() + painter.fontMetrics().height());
    left.setBottom(page.bottom());
    painter.setFont(font);
    drawText(painter, left,
        translated("Whoever has this sheet can open the vault. Keep it where you keep papers of "
                   "value, away from the computer."));
    return painter.end();
}

} // namespace ui::unlock
