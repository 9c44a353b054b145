// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/journal_delegate.h"

#include "ui/push/journal_model.h"
#include "ui/widgets/countdown.h"
#include "ui/widgets/status_light.h"

#include <QAbstractItemView>
#include <QPainter>

#include <algorithm>

namespace ui::push {

namespace {

constexpr int Lines = 3;
constexpr int LettersBeside = 44; ///< of a row with the time beside what was decided
constexpr double SmallFont = 0.92;

QFont scaled(QFont font, double factor)
{
    if (font.pixelSize() > 0)
        font.setPixelSize(static_cast<int>(font.pixelSize() * factor));
    else
        font.setPointSizeF(font.pointSizeF() * factor);
    return font;
}

QFont bold(QFont font)
{
    font.setBold(true);
    return font;
}

/// Whether the time beside what was decided would leave that too little to be read.
bool isStacked(const QFontMetrics& metrics, int width)
{
    return width < metrics.averageCharWidth() * LettersBeside;
}

/// Everything that painting a part needs.
struct Painting
{
    QPainter& painter;
    const QStyleOptionViewItem& option;
    const QModelIndex& index;
    int unit; ///< the height of a line

    QString text(JournalModel::Role role) const { return index.data(role).toString(); }
    QColor color(QPalette::ColorRole role) const { return option.palette.color(role); }
    QColor muted() const
    {
        return widgets::blended(color(QPalette::Text), color(QPalette::Base), 0.3);
    }
    /// One line of text, cut where it does not fit.
    void draw(const QRect& rect, const QString& text, Qt::Alignment alignment) const
    {
        const QRect place = QStyle::visualRect(option.direction, option.rect, rect);
        const QString cut = painter.fontMetrics().elidedText(text, Qt::ElideRight, rect.width());
        painter.drawText(place,
            static_cast<int>(QStyle::visualAlignment(option.direction, alignment) | Qt::AlignVCenter
                | Qt::TextSingleLine),
            cut);
    }
};

void paintCard(const Painting& on, const QRect& card)
{
    const bool isCurrent = on.option.state.testFlag(QStyle::State_Selected);
    const bool isHovered = on.option.state.testFlag(QStyle::State_MouseOver);
    if (!isCurrent && !isHovered)
        return;
    const QColor accent = on.color(QPalette::Highlight);
    on.painter.setBrush(
        widgets::blended(on.color(QPalette::Base), accent, isCurrent ? 0.16 : 0.07));
    // The edge shows the current row also where the tint cannot be told apart.
    on.painter.setPen(isCurrent ? QPen(accent, 1.5) : QPen(Qt::NoPen));
    const double radius = on.unit / 2.0;
    on.painter.drawRoundedRect(QRectF(card).adjusted(1, 1, -1, -1), radius, radius);
}

void paintLight(const Painting& on, const QRect& place)
{
    if (!on.index.data(JournalModel::IsDoubtfulRole).toBool())
        return;
    const QRect picture = QStyle::visualRect(on.option.direction, on.option.rect, place);
    on.painter.drawPixmap(picture,
        widgets::lightPicture(widgets::Light::Attention, on.option.palette, place.width(),
            on.painter.device()->devicePixelRatioF()));
}

void paintWords(const Painting& on, const QRect& words)
{
    const QFont small = scaled(on.option.font, SmallFont);
    const QString time = on.text(JournalModel::TimeRole);
    const bool stacked = isStacked(QFontMetrics(on.option.font), on.option.rect.width());
    QStringList below { on.text(JournalModel::SubjectRole), on.text(JournalModel::OriginRole) };
    if (stacked)
        below << time;
    below.removeAll(QString());
    const int used = on.unit * (1 + static_cast<int>(below.size()));
    QRect line(words.left(), words.top() + (words.height() - used) / 2, words.width(), on.unit);

    on.painter.setFont(small);
    // Fractions of a pixel are cut off, and would cost the last letters.
    const int timeWidth = stacked ? 0 : on.painter.fontMetrics().horizontalAdvance(time) + 2;
    on.painter.setPen(on.muted());
    on.draw(
        QRect(line.right() + 1 - timeWidth, line.top(), timeWidth, on.unit), time, Qt::AlignRight);
    on.painter.setFont(bold(on.option.font));
    on.painter.setPen(on.color(QPalette::Text));
    on.draw(line.adjusted(0, 0, -timeWidth - on.unit / 2, 0), on.text(JournalModel::DeedRole),
        Qt::AlignLeft);
    on.painter.setFont(on.option.font);
    for (const QString& text : below) {
        line.translate(0, on.unit);
        on.draw(line, text, Qt::AlignLeft);
        on.painter.setFont(small);
        on.painter.setPen(on.muted());
    }
}

} // namespace

JournalDelegate::JournalDelegate(QObject* parent) : QStyledItemDelegate(parent) { }

void JournalDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Painting on { *painter, option, index, QFontMetrics(option.font).height() };
    const int gap = on.unit / 2;
    const QRect card = option.rect.adjusted(gap / 2, 1, -gap / 2, -1);
    paintCard(on, card);
    const QRect inner = card.adjusted(gap, 0, -gap, 0);
    paintLight(
        on, QRect(inner.left(), inner.top() + (inner.height() - on.unit) / 2, on.unit, on.unit));
    paintWords(on, inner.adjusted(on.unit + gap, 0, 0, 0));
    painter->restore();
}

QSize JournalDelegate::sizeHint(
    const QStyleOptionViewItem& option, const QModelIndex& /*index*/) const
{
    const QFontMetrics metrics(option.font);
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const int width = view ? view->viewport()->width() : option.rect.width();
    const int lines = isStacked(metrics, width) ? Lines + 1 : Lines;
    return { metrics.height() * 12, metrics.height() * lines + metrics.height() * 2 / 3 };
}

} // namespace ui::push
