// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/number_row.h"

#include "ui/text/visible_text.h"
#include "ui/widgets/code_text.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/primary_button.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpressionValidator>
#include <QScrollArea>
#include <QVBoxLayout>

namespace ui::push {

namespace {

constexpr int ChoicesInARow = 3;
constexpr int RowsInSight = 2; ///< more are scrolled: they must not push the buttons away
constexpr int LongestChoice = 8; ///< characters that are shown
constexpr int MostDigits = 16; ///< where the service does not say how many

QFont larger(const QFont& font)
{
    QFont large = font;
    large.setPointSizeF(large.pointSizeF() * 1.4);
    large.setBold(true);
    return large;
}

} // namespace

NumberRow::NumberRow(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins({});
    hide();
}

void NumberRow::showCheck(const ::push::NumberCheck& check)
{
    delete m_content;
    m_field = nullptr;
    m_number.clear();
    m_check = check;
    m_content = new QWidget;
    m_column->addWidget(m_content);
    switch (check.mode) {
    case ::push::NumberMode::None:
        break;
    case ::push::NumberMode::Choose:
        showChoices();
        break;
    case ::push::NumberMode::Type:
        showField();
        break;
    case ::push::NumberMode::Show:
        showNumber();
        break;
    }
    m_content->show();
    setVisible(check.mode != ::push::NumberMode::None);
    // What is made later comes last, unless it is told its place.
    QWidget* before = this;
    for (auto* control : m_content->findChildren<QWidget*>()) {
        if (control->focusPolicy() == Qt::NoFocus)
            continue;
        setTabOrder(before, control);
        before = control;
    }
}

QString NumberRow::number() const
{
    return isComplete() ? m_number : QString();
}

bool NumberRow::isComplete() const
{
    switch (m_check.mode) {
    case ::push::NumberMode::None:
    case ::push::NumberMode::Show:
        return true;
    case ::push::NumberMode::Choose:
        return !m_number.isEmpty();
    case ::push::NumberMode::Type:
        return !m_number.isEmpty() && (m_check.digits == 0 || m_number.size() == m_check.digits);
    }
    return false;
}

void NumberRow::showChoices()
{
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins({});
    column->addWidget(
        widgets::newTextLabel(tr("Which number does the page show where you sign in?"), this));
    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* buttons = new QWidget;
    auto* grid = new QGridLayout(buttons);
    grid->setContentsMargins({});
    auto* group = new QButtonGroup(m_content);
    int row = 0;
    int height = 0;
    for (std::size_t i = 0; i < m_check.choices.size(); ++i) {
        const QString& choice = m_check.choices[i];
        auto* button = widgets::newSecondaryButton(
            text::visibleText(choice, LongestChoice).replace(u'&', QStringLiteral("&&")));
        button->setCheckable(true);
        button->setAutoDefault(false);
        button->setFont(larger(button->font()));
        button->setAccessibleName(tr("Number %1").arg(text::visibleText(choice, LongestChoice)));
        height = std::max({ height, button->sizeHint().height(), button->minimumHeight() });
        row = static_cast<int>(i) / ChoicesInARow;
        grid->addWidget(button, row, static_cast<int>(i) % ChoicesInARow);
        group->addButton(button);
        connect(button, &QPushButton::clicked, this, [this, choice] {
            m_number = choice;
            emit changed();
        });
    }
    area->setWidget(buttons);
    buttons->setAutoFillBackground(false);
    area->viewport()->setAutoFillBackground(false);
    const int rows = std::min(row + 1, RowsInSight);
    area->setFixedHeight(rows * height + (rows - 1) * grid->verticalSpacing());
    column->addWidget(area);
}

void NumberRow::showField()
{
    auto* row = new QHBoxLayout(m_content);
    row->setContentsMargins({});
    auto* label = widgets::newTextLabel(tr("&Number that the page shows where you sign in"), this);
    auto* edit = new QLineEdit;
    const int most = m_check.digits > 0 ? std::min(m_check.digits, MostDigits) : MostDigits;
    // The pattern of a validator is that of the whole text.
    edit->setValidator(new QRegularExpressionValidator(
        QRegularExpression(QStringLiteral("[0-9]{0,%1}").arg(most)), edit));
    edit->setFont(larger(edit->font()));
    edit->setAccessibleName(tr("Number that the page shows"));
    edit->setMinimumHeight(edit->fontMetrics().height() * 3 / 2);
    edit->setMaximumWidth(edit->fontMetrics().averageCharWidth() * (MostDigits + 2));
    edit->setAlignment(Qt::AlignCenter);
    edit->installEventFilter(this);
    label->setBuddy(edit);
    row->addWidget(label, 1);
    row->addWidget(edit, 1);
    m_field = edit;
    connect(edit, &QLineEdit::textChanged, this, [this](const QString& typed) {
        m_number = typed;
        emit changed();
    });
}

void NumberRow::showNumber()
{
    auto* row = new QHBoxLayout(m_content);
    row->setContentsMargins({});
    row->addWidget(widgets::newTextLabel(tr("Type this number where you sign in:"), this), 1);
    auto* number = new QLabel(widgets::groupedCode(text::visibleText(m_check.shown, MostDigits)));
    number->setTextFormat(Qt::PlainText);
    number->setFont(larger(number->font()));
    row->addWidget(number);
}

/// A field takes every letter before it is a shortcut; in this one only digits are text.
bool NumberRow::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const QString typed = static_cast<QKeyEvent*>(event)->text();
        if (typed.size() == 1 && typed[0].isLetter()) {
            event->ignore();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace ui::push
