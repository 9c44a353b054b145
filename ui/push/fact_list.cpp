// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/fact_list.h"

#include "ui/widgets/page_column.h"

#include <QGridLayout>
#include <QLabel>

#include <algorithm>

namespace ui::push {

namespace {

constexpr int LongestWord = 20;
constexpr QChar BreakHere(0x200B); ///< a space without width

/// With places to break at: a label gives a word all the width it wants, and hosts have no spaces.
QString breakable(const QString& text)
{
    QString broken;
    int run = 0;
    for (const QChar c : text) {
        broken += c;
        run = c.isSpace() ? 0 : run + 1;
        // Not between the halves of one character.
        if (run >= LongestWord && !c.isHighSurrogate()) {
            broken += BreakHere;
            run = 0;
        }
    }
    return broken;
}

} // namespace

FactList::FactList(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins({});
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnStretch(1, 1);
}

void FactList::set(const QString& name, const QString& value)
{
    auto found = std::ranges::find_if(
        m_lines, [&name](const Line& line) { return line.name->text() == name; });
    if (found == m_lines.end()) {
        auto* shownName = new QLabel(name, this);
        shownName->setTextFormat(Qt::PlainText);
        Line line { shownName, widgets::newTextLabel({}, this) };
        QFont bold = line.value->font();
        bold.setBold(true);
        line.value->setFont(bold);
        const int row = static_cast<int>(m_lines.size());
        m_grid->addWidget(line.name, row, 0, Qt::AlignTop);
        m_grid->addWidget(line.value, row, 1, Qt::AlignTop);
        m_lines.push_back(line);
        found = m_lines.end() - 1;
    }
    found->value->setText(breakable(value));
    //: %1 is the name of a fact ("Server"), %2 its value
    found->value->setAccessibleName(tr("%1: %2").arg(name, value));
    found->name->setVisible(!value.isEmpty());
    found->value->setVisible(!value.isEmpty());
}

} // namespace ui::push
