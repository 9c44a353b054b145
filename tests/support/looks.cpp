// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/looks.h"

#include "tests/support/person.h"
#include "ui/widgets/contrast.h"
#include "ui/widgets/primary_button.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
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
    for (int i = 1; i <= ToTheInside * picture.devicePixelRatio(); ++i) {
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

void addLooks(int usualWidth)
{
    QTest::addColumn<QPalette>("palette");
    QTest::addColumn<double>("textSize");
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::addColumn<int>("width");
    QTest::addColumn<double>("leastEdge");
    constexpr double ToBeSeen = 1.2;
    constexpr double PlainToSee = 3; // WCAG 2.1, 1.4.11
    const QPalette light = QApplication::palette();
    const QPalette dark = darkPalette();
    QTest::newRow("light") << light << 1.0 << Qt::LeftToRight << usualWidth << ToBeSeen;
    QTest::newRow("dark") << dark << 1.0 << Qt::LeftToRight << usualWidth << PlainToSee;
    QTest::newRow("contrast") << highContrastPalette() << 1.0 << Qt::LeftToRight << usualWidth
                              << PlainToSee;
    QTest::newRow("large") << light << 2.0 << Qt::LeftToRight << usualWidth << ToBeSeen;
    QTest::newRow("dark-large") << dark << 2.0 << Qt::LeftToRight << usualWidth << PlainToSee;
    QTest::newRow("mirrored") << dark << 1.0 << Qt::RightToLeft << usualWidth << PlainToSee;
    QTest::newRow("narrow") << light << 1.0 << Qt::LeftToRight << 360 << ToBeSeen;
}

Look::Look() : m_palette(QApplication::palette()), m_font(QApplication::font())
{
    QFETCH(const QPalette, palette);
    QFETCH(const double, textSize);
    QFETCH(const Qt::LayoutDirection, direction);
    QFETCH(const int, width);
    QFETCH(const double, leastEdge);
    m_width = width;
    m_leastEdge = leastEdge;
    QFont font = m_font;
    font.setPointSizeF(font.pointSizeF() * textSize);
    QApplication::setFont(font);
    QApplication::setPalette(palette);
    QApplication::setLayoutDirection(direction);
}

Look::~Look()
{
    QApplication::setPalette(m_palette);
    QApplication::setFont(m_font);
    QApplication::setLayoutDirection(Qt::LeftToRight);
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

QStringList cutButtons(const QWidget* window)
{
    QStringList faults;
    for (const auto* button : window->findChildren<QAbstractButton*>()) {
        if (!button->isVisible() || button->window() != window)
            continue;
        QRect seen = button->rect();
        for (const QWidget* at = button; at != window; at = at->parentWidget())
            seen = seen.translated(at->pos()) & at->parentWidget()->rect();
        if (seen.size() == button->size())
            continue;
        if (!seen.isEmpty())
            faults << named(button) + QStringLiteral(" is cut");
        else if (qobject_cast<const ui::widgets::PrimaryButton*>(button))
            faults << named(button) + QStringLiteral(" is out of sight");
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
        const double found = edgeContrast(picture, start * picture.devicePixelRatio(), { 0, -1 });
        if (found < least)
            faint << named(widget) + QStringLiteral(" at %1").arg(found, 0, 'f', 2);
    }
    return faint;
}

QStringList faultsSeen(const QString& picture, double leastEdge)
{
    constexpr int TurnsOfTheLoop = 5;
    for (int turn = 0; turn < TurnsOfTheLoop; ++turn)
        QCoreApplication::processEvents();
    (void)QTest::qWaitFor([] { return misfits(Person::window()).isEmpty(); }, 1'000);
    const QString name = picture + u'-' + QLatin1String(QTest::currentDataTag());
    QStringList faults = misfits(Person::window()) + faintEdges(Person::window(), leastEdge);
    if (!Person::saveShot(name))
        faults << QStringLiteral("no picture could be saved");
    if (!faults.isEmpty())
        faults.prepend(name);
    return faults;
}

} // namespace support
