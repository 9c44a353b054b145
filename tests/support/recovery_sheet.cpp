// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/recovery_sheet.h"

#include "tests/support/person.h"

#include <QLabel>
#include <QRegularExpression>
#include <QWidget>

namespace support {

QStringList writeDownRecoveryKey()
{
    static const QRegularExpression group(QStringLiteral("^[A-Z0-9]{4}$"));
    QStringList groups;
    for (const QLabel* label : Person::window()->findChildren<QLabel*>()) {
        if (label->isVisible() && group.match(label->text()).hasMatch())
            // A copy of its own: the page overwrites the text of its labels in place.
            groups << QString(label->text().constData(), label->text().size());
    }
    return groups;
}

bool typeGroupsBack(const QStringList& groups)
{
    static const QRegularExpression question(QStringLiteral("^Group (\\d) of 9$"));
    int answered = 0;
    for (const QString& seen : Person::everythingSeen()) {
        const auto match = question.match(seen);
        if (!match.hasMatch())
            continue;
        if (!Person::tabTo(seen))
            return false;
        Person::type(groups.at(match.captured(1).toInt() - 1));
        ++answered;
    }
    Person::key(Qt::Key_Return);
    return answered == 2;
}

} // namespace support
