// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/looks.h"

#include "tests/support/person.h"
#include "ui/widgets/contrast.h"

#include <QAbstractScrollArea>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>

namespace support {
namespace {

QPalette paletteOf(const QColor& window, const QColor& base, const QColor& text)
{
    QPalette palette(window, window);
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
        palette.setColor(role, text);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::AlternateBase, base.lighter(130));
    palette.setColor(QPalette::PlaceholderText, QColor(Qt::gray));
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
        palette.setColor(QPalette::Disabled, role, Qt::gray);
    return palette;
}

QString named(const QWidget* widget)
{
    const auto* label = qobject_cast<const QLabel*>(widget);
    const QString name = label ? label->text() : spokenName(const_cast<QWidget*>(widget));
    return QLatin1String(widget->metaObject()->className()) + QStringLiteral(" \"") + name + u'"';
}

/// Widgets whose children are theirs to place, one on another as they like.
bool placesItsOwn(const QWidget* parent)
{
    return qobject_cast<const QLineEdit*>(parent) || qobject_cast<const QComboBox*>(parent)
        || qobject_cast<const QAbstractScrollArea*>(parent);
}

/// What a scroll area shows may be as high as it likes.
bool isScrolled(const QWidget* parent)
{
    const auto* area = qobject_cast<const QAbstractScrollArea*>(
        parent->parentWidget() ? parent->parentWidget() : parent);
    return area && area->viewport() == parent;
}

QString textFault(const QWidget* widget)
{
    if (const auto* label = qobject_cast<const QLabel*>(widget)) {
        if (label->text().isEmpty())
            return {};
        const bool fits = label->wordWrap()
            ? label->height() >= label->heightForWidth(label->width())
            : label->width() >= label->sizeHint().width()
                && label->height() >= label->sizeHint().height();
        return fits ? QString() : QStringLiteral("cut off");
    }
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) {
        const QSize text =
            button->fontMetrics().size(Qt::TextShowMnemonic, button->text()) + QSize(4, 2);
        const bool fits = button->width() >= text.width() && button->height() >= text.height();
        return fits ? QString() : QStringLiteral("cut off");
    }
    if (const auto* edit = qobject_cast<const QLineEdit*>(widget)) {
        const bool fits = edit->height() >= edit->fontMetrics().height()
            && (!edit->text().isEmpty()
                || edit->width()
                    >= edit->fontMetrics().horizontalAdvance(edit->placeholderText()) + 8);
        return fits ? QString() : QStringLiteral("cut off");
    }
    return {};
}

void placeFaults(const QWidget* parent, QStringList& faults)
{
    QList<const QWidget*> children;
    for (const QObject* child : parent->children()) {
        const auto* widget = qobject_cast<const QWidget*>(child);
        if (widget && widget->isVisible() && !widget->isWindow())
            children << widget;
    }
    for (qsizetype i = 0; i < children.size(); ++i) {
        const QRect own = children[i]->geometry();
        const bool isInside = own.left() >= 0 && own.right() < parent->width()
            && (isScrolled(parent) || (own.top() >= 0 && own.bottom() < parent->height()));
        if (!isInside)
            faults << named(children[i]) + QStringLiteral(" reaches out of ") + named(parent);
        for (qsizetype j = 0; j < i; ++j) {
            if (own.intersects(children[j]->geometry()))
                faults << named(children[i]) + QStringLiteral(" lies on ") + named(children[j]);
        }
    }
}

/// The greatest contrast with the place outside on the way from there into the widget.
double edgeContrast(const QImage& picture, QPoint outside, QPoint step)
{
    constexpr int ToTheInside = 8;
    double greatest = 1;
    for (int i = 1; i <= ToTheInside; ++i) {
        const QPoint next = outside + step * i;
        if (picture.rect().contains(outside) && picture.rect().contains(next))
            greatest = std::max(greatest,
                ui::widgets::contrast(picture.pixelColor(outside), picture.pixelColor(next)));
    }
    return greatest;
}

} // namespace

QPalette darkPalette()
{
    QPalette palette =
        paletteOf(QColor(0x2b, 0x2b, 0x2e), QColor(0x1e, 0x1e, 0x20), QColor(0xee, 0xee, 0xee));
    palette.setColor(QPalette::Highlight, QColor(0x2a, 0x82, 0xda));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    return palette;
}

QPalette highContrastPalette()
{
    QPalette palette = paletteOf(Qt::black, Qt::black, Qt::white);
    palette.setColor(QPalette::Highlight, Qt::yellow);
    palette.setColor(QPalette::HighlightedText, Qt::black);
    return palette;
}

QStringList misfits(const QWidget* window)
{
    QStringList faults;
    for (const QWidget* widget : window->findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->window() != window)
            continue;
        if (const QString fault = textFault(widget); !fault.isEmpty())
            faults << named(widget) + u' ' + fault;
        if (!placesItsOwn(widget))
            placeFaults(widget, faults);
        const auto* area = qobject_cast<const QScrollArea*>(widget);
        if (area && area->horizontalScrollBar()->maximum() > 0)
            faults << named(widget) + QStringLiteral(" scrolls sideways");
    }
    return faults;
}

QStringList faintEdges(QWidget* window, double least)
{
    QStringList faint;
    const QImage picture = window->grab().toImage();
    for (const QWidget* widget : window->findChildren<QWidget*>()) {
        const bool hasEdge = qobject_cast<const QLineEdit*>(widget)
            || qobject_cast<const QPushButton*>(widget) || qobject_cast<const QComboBox*>(widget)
            || qobject_cast<const QPlainTextEdit*>(widget);
        const QRect visible = widget->visibleRegion().boundingRect();
        if (!hasEdge || !widget->isVisible() || !widget->isEnabled()
            || visible.height() < widget->height())
            continue;
        // From below, a third of the way along, where no text and no arrow is.
        const QPoint start =
            widget->mapTo(window, QPoint(widget->width() / 3, widget->height() + 3));
        if (!window->rect().contains(start)) // it ends where the window does
            continue;
        const double found = edgeContrast(picture, start, { 0, -1 });
        if (found < least)
            faint << named(widget) + QStringLiteral(" at %1").arg(found, 0, 'f', 2);
    }
    return faint;
}

} // namespace support
