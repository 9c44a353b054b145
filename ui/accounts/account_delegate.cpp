// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/accounts/account_delegate.h"

#include "ui/accounts/account_model.h"
#include "ui/text/visible_text.h"
#include "ui/widgets/code_text.h"
#include "ui/widgets/countdown.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace ui::accounts {

namespace {

/// The fonts and measures of a row, all from the view's font.
struct Fonts
{
    explicit Fonts(const QFont& base) : title(base), subtitle(base), code(base), next(base)
    {
        title.setBold(true);
        scale(title, 1.08);
        scale(subtitle, 0.92);
        scale(code, 1.75);
        scale(next, 0.95);
        unit = QFontMetrics(base).height();
    }

    static void scale(QFont& font, double factor)
    {
        if (font.pixelSize() > 0)
            font.setPixelSize(static_cast<int>(font.pixelSize() * factor));
        else
            font.setPointSizeF(font.pointSizeF() * factor);
    }

    QFont title;
    QFont subtitle;
    QFont code;
    QFont next;
    int unit = 0; ///< the height of a line
};

/// Where the parts of a row go, for windows that read from left to right.
struct RowLayout
{
    QRect card;
    QRect badge;
    QRect title;
    QRect subtitle;
    QRect code;
    QRect next;
    QRect sign;
};

/// The room that codes get, so that they stand in one column: six digits and a little more.
int codeColumn(const Fonts& fonts)
{
    return widgets::codeWidth(fonts.code, QStringLiteral("0000 0000"));
}

int signSide(const Fonts& fonts)
{
    return fonts.unit * 9 / 5;
}

/// Whether issuer and code side by side would leave the issuer too little to be read.
bool isStacked(const Fonts& fonts, int width)
{
    const int besides = codeColumn(fonts) + signSide(fonts) + fonts.unit * 5;
    return width - besides < QFontMetrics(fonts.title).averageCharWidth() * 14;
}

int rowHeight(const Fonts& fonts, bool stacked)
{
    const int names = QFontMetrics(fonts.title).height() + QFontMetrics(fonts.subtitle).height();
    const int code = QFontMetrics(fonts.code).height();
    const int padding = fonts.unit * 4 / 5;
    if (stacked)
        return names + code + padding + fonts.unit * 3 / 4;
    return std::max(names, code + QFontMetrics(fonts.next).height() * 4 / 5) + padding * 3 / 2;
}

RowLayout layoutOf(const QRect& rect, const Fonts& fonts)
{
    RowLayout layout;
    const int gap = fonts.unit / 2;
    layout.card = rect.adjusted(gap, gap / 4, -gap, -gap / 4);
    const QRect inner = layout.card.adjusted(gap, gap / 2, -gap - gap / 2, -gap / 2);
    const bool stacked = isStacked(fonts, rect.width());
    const int titleHeight = QFontMetrics(fonts.title).height();
    const int subtitleHeight = QFontMetrics(fonts.subtitle).height();
    const int codeHeight = QFontMetrics(fonts.code).height();
    const int side = signSide(fonts);
    const int badgeSide = std::min(titleHeight + subtitleHeight, fonts.unit * 2);
    const int namesTop = stacked
        ? inner.top() + gap / 4
        : inner.top() + (inner.height() - titleHeight - subtitleHeight) / 2;

    layout.badge = QRect(inner.left(), namesTop + (titleHeight + subtitleHeight - badgeSide) / 2,
        badgeSide, badgeSide);
    const int left = layout.badge.right() + 1 + gap + gap / 2;
    layout.sign = QRect(inner.right() + 1 - side,
        stacked ? inner.bottom() + 1 - side - (codeHeight - side) / 2
                : inner.top() + (inner.height() - side) / 2,
        side, side);
    const int nextHeight = QFontMetrics(fonts.next).height();
    if (stacked) {
        layout.title = QRect(left, namesTop, inner.right() + 1 - left, titleHeight);
        layout.code = QRect(left, inner.bottom() + 1 - codeHeight,
            std::min(codeColumn(fonts), layout.sign.left() - left), codeHeight);
    } else {
        const int codeLeft = layout.sign.left() - gap * 2 - codeColumn(fonts);
        const int top = inner.top() + (inner.height() - codeHeight - nextHeight * 4 / 5) / 2;
        layout.title = QRect(left, namesTop, codeLeft - gap - left, titleHeight);
        layout.code = QRect(codeLeft, top, codeColumn(fonts), codeHeight);
        layout.next = QRect(
            codeLeft, layout.code.bottom() + 1 - nextHeight / 5, codeColumn(fonts), nextHeight);
    }
    layout.subtitle = QRect(left, layout.title.bottom() + 1, layout.title.width(), subtitleHeight);
    if (stacked) {
        // At the end of the account's line: beside the code there may be no room.
        const int width = widgets::codeWidth(fonts.next, QStringLiteral("0000 0000"));
        layout.next =
            QRect(inner.right() + 1 - width, layout.subtitle.top(), width, subtitleHeight);
    }
    return layout;
}

/// Everything that painting a part needs.
struct Painting
{
    QPainter& painter;
    const QStyleOptionViewItem& option;
    const QModelIndex& index;
    const Fonts& fonts;

    QColor color(QPalette::ColorRole role) const { return option.palette.color(role); }
    QColor muted() const
    {
        return widgets::blended(color(QPalette::Text), color(QPalette::Base), 0.35);
    }
    QRect place(const QRect& rect) const
    {
        return QStyle::visualRect(option.direction, option.rect, rect);
    }
    QVariant value(int role) const { return index.data(role); }
};

void paintCard(const Painting& on, const QRect& card)
{
    const bool isCurrent = on.option.state.testFlag(QStyle::State_Selected);
    const bool isHovered = on.option.state.testFlag(QStyle::State_MouseOver);
    if (!isCurrent && !isHovered)
        return;
    const QColor accent = on.color(QPalette::Highlight);
    const QColor base = on.color(QPalette::Base);
    on.painter.setBrush(widgets::blended(base, accent, isCurrent ? 0.16 : 0.07));
    // The edge shows the current row also where the tint cannot be told apart.
    on.painter.setPen(isCurrent ? QPen(accent, 1.5) : QPen(Qt::NoPen));
    const double radius = on.fonts.unit / 2.0;
    on.painter.drawRoundedRect(QRectF(card).adjusted(1, 1, -1, -1), radius, radius);
}

/// The account's own picture, cut to the form of a badge, with an edge that sets it off the row.
void paintPicture(const Painting& on, const QRect& badge, const QImage& picture, double radius)
{
    QPainterPath form;
    form.addRoundedRect(badge, radius, radius);
    on.painter.save();
    on.painter.setClipPath(form);
    on.painter.setRenderHint(QPainter::SmoothPixmapTransform);
    on.painter.drawImage(badge, picture);
    on.painter.restore();
    on.painter.setBrush(Qt::NoBrush);
    on.painter.setPen(
        QPen(widgets::blended(on.color(QPalette::Base), on.color(QPalette::Text), 0.25), 1));
    on.painter.drawPath(form);
}

void paintBadge(const Painting& on, const QRect& badge)
{
    const double radius = badge.width() / 3.5;
    const auto picture = on.value(AccountModel::PictureRole).value<QImage>();
    if (!picture.isNull())
        return paintPicture(on, badge, picture, radius);
    const QString name = on.value(Qt::DisplayRole).toString().trimmed();
    const QColor accent = on.color(QPalette::Highlight);
    on.painter.setPen(Qt::NoPen);
    on.painter.setBrush(widgets::blended(on.color(QPalette::Base), accent, 0.22));
    on.painter.drawRoundedRect(badge, radius, radius);
    QFont font = on.fonts.title;
    font.setPixelSize(std::max(8, badge.height() / 2));
    on.painter.setFont(font);
    on.painter.setPen(on.color(QPalette::Text));
    const QString initial = name.isEmpty() ? QStringLiteral("#") : name.left(1).toUpper();
    on.painter.drawText(badge, Qt::AlignCenter, text::visibleText(initial));
}

/// A small pin before the issuer: a head and a needle.
int paintPin(const Painting& on, const QRect& title)
{
    const int side = on.fonts.unit * 3 / 5;
    const QRect area = on.place(QRect(title.left(), title.center().y() - side / 2, side, side));
    on.painter.save();
    on.painter.translate(area.center());
    on.painter.rotate(35);
    on.painter.setPen(QPen(on.color(QPalette::Highlight), std::max(1.2, side / 9.0)));
    on.painter.setBrush(on.color(QPalette::Highlight));
    const double half = side / 2.0;
    on.painter.drawRect(QRectF(-half * 0.35, -half * 0.9, half * 0.7, half * 0.9));
    on.painter.drawLine(QPointF(-half * 0.6, 0), QPointF(half * 0.6, 0));
    on.painter.drawLine(QPointF(0, 0), QPointF(0, half));
    on.painter.restore();
    return side + on.fonts.unit / 4;
}

/// A name at the leading edge. It runs in its own direction, so that "4711 0815" stays that in a
/// window that reads from right to left.
void paintLine(const Painting& on, const QRect& area, const QFont& font, const QString& text)
{
    const auto edge = QStyle::visualAlignment(on.option.direction, Qt::AlignLeft);
    on.painter.setLayoutDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    on.painter.setFont(font);
    on.painter.drawText(on.place(area), static_cast<int>(edge | Qt::AlignVCenter), text);
}

void paintNames(const Painting& on, const RowLayout& layout)
{
    QRect title = layout.title;
    if (on.value(AccountModel::PinnedRole).toBool())
        title.setLeft(title.left() + paintPin(on, title));
    on.painter.setPen(on.color(QPalette::Text));
    const QString issuer = text::visibleText(on.value(Qt::DisplayRole).toString());
    paintLine(on, title, on.fonts.title,
        QFontMetrics(on.fonts.title).elidedText(issuer, Qt::ElideRight, title.width()));

    QString name = on.value(AccountModel::IssuerRole).toString().isEmpty()
        ? QString()
        : text::visibleText(on.value(AccountModel::NameRole).toString());
    if (on.value(AccountModel::CounterBehindRole).toBool())
        name = AccountDelegate::tr("The counter may be behind");
    QRect subtitle = layout.subtitle;
    const bool sharesItsLine = layout.next.top() == subtitle.top();
    if (sharesItsLine && !on.value(AccountModel::NextCodeRole).toString().isEmpty())
        subtitle.setRight(layout.next.left() - on.fonts.unit / 2);
    on.painter.setPen(on.muted());
    paintLine(on, subtitle, on.fonts.subtitle,
        QFontMetrics(on.fonts.subtitle).elidedText(name, Qt::ElideMiddle, subtitle.width()));
}

/// What stands in the place of a code that is not there yet.
QString placeholder(CodeState state)
{
    switch (state) {
    case CodeState::OnDemand:
        return AccountDelegate::tr("Next code");
    case CodeState::PinNeeded:
        return AccountDelegate::tr("Enter PIN");
    case CodeState::Push:
        //: In the place of a code: the account answers sign-in requests and has no codes.
        return AccountDelegate::tr("Push");
    default:
        return AccountDelegate::tr("No code");
    }
}

void paintPlaceholder(const Painting& on, const QRect& area, CodeState state)
{
    const QFont& font = on.fonts.title;
    on.painter.setPen(state == CodeState::Failed || state == CodeState::Push
            ? on.muted()
            : widgets::actionColor(on.option.palette));
    paintLine(on, area, font,
        QFontMetrics(font).elidedText(placeholder(state), Qt::ElideRight, area.width()));
}

/// The area moved so that the code starts at the leading edge in both directions of writing.
QRect codePlace(const Painting& on, const QRect& area, int width)
{
    return on.place(QRect(area.left(), area.top(), width, area.height()));
}

void paintCodes(const Painting& on, const RowLayout& layout, bool isHidden)
{
    const QString code = on.value(AccountModel::CodeRole).toString();
    const auto shown = [isHidden](const QString& text) {
        return isHidden ? widgets::hiddenCode(text) : widgets::groupedCode(text);
    };
    const int period = on.value(AccountModel::PeriodRole).toInt();
    const widgets::Countdown countdown { on.value(AccountModel::SecondsLeftRole).toInt(), period };
    const bool isLast = period > 0 && widgets::isEnding(countdown);
    on.painter.setPen(isLast ? widgets::endingColor(on.option.palette) : on.color(QPalette::Text));

    QFont font = on.fonts.code;
    const QString grouped = shown(code);
    int width = widgets::codeWidth(font, grouped);
    if (width > layout.code.width()) {
        Fonts::scale(font, static_cast<double>(layout.code.width()) / width);
        width = widgets::codeWidth(font, grouped);
    }
    widgets::paintCode(on.painter, codePlace(on, layout.code, width), font, grouped);

    const QString next = on.value(AccountModel::NextCodeRole).toString();
    if (next.isEmpty())
        return;
    on.painter.setPen(on.muted());
    const QString nextGrouped = shown(next);
    width = widgets::codeWidth(on.fonts.next, nextGrouped);
    if (width <= layout.next.width())
        widgets::paintCode(
            on.painter, codePlace(on, layout.next, width), on.fonts.next, nextGrouped);
}

/// A round arrow: another code can be made.
void paintNextSign(const Painting& on, const QRect& area)
{
    const double width = std::max(1.5, area.width() / 14.0);
    const QRectF circle = QRectF(area).adjusted(
        area.width() * 0.22, area.height() * 0.22, -area.width() * 0.22, -area.height() * 0.22);
    const QColor accent = widgets::actionColor(on.option.palette);
    on.painter.setPen(QPen(widgets::blended(on.color(QPalette::Base), accent, 0.35), 1));
    on.painter.setBrush(Qt::NoBrush);
    on.painter.drawEllipse(QRectF(area).adjusted(1, 1, -1, -1));
    on.painter.setPen(QPen(accent, width, Qt::SolidLine, Qt::RoundCap));
    on.painter.drawArc(circle, 60 * 16, 285 * 16);
    const QPointF tip(circle.center().x() + circle.width() * 0.42, circle.top() + width);
    const double head = circle.width() / 3.2;
    QPainterPath arrow;
    arrow.moveTo(tip + QPointF(0, -head * 0.2));
    arrow.lineTo(tip + QPointF(0, head));
    arrow.lineTo(tip + QPointF(-head * 1.1, head * 0.55));
    arrow.closeSubpath();
    on.painter.fillPath(arrow, accent);
}

void paintSign(const Painting& on, const QRect& area)
{
    if (on.value(AccountModel::CounterBasedRole).toBool()) {
        paintNextSign(on, area);
        return;
    }
    const int period = on.value(AccountModel::PeriodRole).toInt();
    if (period == 0)
        return;
    on.painter.setFont(on.option.font);
    widgets::paintCountdown(on.painter, area, on.option.palette,
        { on.value(AccountModel::SecondsLeftRole).toInt(), period });
}

} // namespace

AccountDelegate::AccountDelegate(QObject* parent) : QStyledItemDelegate(parent) { }

QRect AccountDelegate::signArea(const QStyleOptionViewItem& option) const
{
    const Fonts fonts(option.font);
    return QStyle::visualRect(option.direction, option.rect, layoutOf(option.rect, fonts).sign);
}

void AccountDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Fonts fonts(option.font);
    const RowLayout layout = layoutOf(option.rect, fonts);
    const Painting on { *painter, option, index, fonts };
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintCard(on, layout.card);
    paintBadge(on, on.place(layout.badge));
    paintNames(on, layout);

    const auto state = index.data(AccountModel::CodeStateRole).value<CodeState>();
    const bool isHidden = index.data(AccountModel::CodesHiddenRole).toBool() && !isRevealed(index)
        && !option.state.testFlag(QStyle::State_MouseOver);
    if (state == CodeState::Ready)
        paintCodes(on, layout, isHidden);
    else
        paintPlaceholder(on,
            layout.code.top() < layout.subtitle.top() ? layout.code.united(layout.next)
                                                      : layout.code,
            state);
    paintSign(on, on.place(layout.sign));
    painter->restore();
}

QSize AccountDelegate::sizeHint(
    const QStyleOptionViewItem& option, const QModelIndex& /*index*/) const
{
    const Fonts fonts(option.font);
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const int width = view != nullptr ? view->viewport()->width() : option.rect.width();
    return { fonts.unit * 14, rowHeight(fonts, isStacked(fonts, width)) };
}

} // namespace ui::accounts
