// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/unlock/salvage_page.h"

#include "ui/text/visible_text.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/row_list.h"

#include <QLabel>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace ui::unlock {

namespace {

constexpr int LongestPart = 60;

QString titleOf(const vault::Account& account)
{
    const QString issuer = text::visibleText(account.issuer, LongestPart);
    const QString name = text::visibleText(account.name, LongestPart);
    if (issuer.isEmpty() && name.isEmpty())
        return SalvagePage::tr("Name unreadable");
    return issuer.isEmpty() || name.isEmpty() ? issuer + name
                                              : issuer + QStringLiteral(", ") + name;
}

/// What is lost of an account, the gravest first.
QString lineOf(const vault::SalvagedAccount& found)
{
    if (!found.hasSecret)
        return SalvagePage::tr("not saved: its secret is damaged");
    if (!otp::makesCodes(found.account.credential))
        return found.isAltered
            ? SalvagePage::tr("push sign-in; parts are damaged, it may have to be set up again")
            : SalvagePage::tr("push sign-in; it pauses until you confirm it");
    if (!found.account.pin.empty() && !found.hasPin)
        return SalvagePage::tr("secret intact; its PIN is damaged and has to be typed");
    if (found.lostVersions > 0)
        return SalvagePage::tr("secret intact; %n older version(s) are damaged", nullptr,
            static_cast<int>(found.lostVersions));
    if (found.isAltered)
        return SalvagePage::tr("secret intact; parts of its name, note or settings are damaged");
    return found.account.trashed ? SalvagePage::tr("secret intact; in the trash")
                                 : SalvagePage::tr("secret intact");
}

QString summaryOf(const vault::Salvage& salvage)
{
    const auto intact = static_cast<int>(salvage.intact());
    const int damaged = static_cast<int>(salvage.accounts().size()) - intact;
    const auto missing = static_cast<int>(salvage.missing());
    QStringList sentences { intact > 0
            ? SalvagePage::tr(
                "%n account(s) can be saved: their secrets are intact.", nullptr, intact)
            : SalvagePage::tr("No account can be saved: no secret is intact.") };
    if (damaged > 0)
        sentences << SalvagePage::tr(
            "%n account(s) cannot: their secrets are damaged.", nullptr, damaged);
    if (missing > 0)
        sentences << SalvagePage::tr(
            "%n account(s) that the file says it held were not found.", nullptr, missing);
    return sentences.join(u' ');
}

} // namespace

SalvagePage::SalvagePage(QWidget* parent)
    : PageColumn(parent),
      m_list(new widgets::RowList(tr("Accounts that were read"))),
      m_save(new widgets::PrimaryButton(tr("&Save as a new vault…"))),
      m_cancel(widgets::newSecondaryButton(tr("&Cancel")))
{
    addTitle(tr("What could be read"));
    m_summary = addText({});
    m_list->setMinimumHeight(fontMetrics().height() * 12);
    column()->addWidget(m_list, 1);
    addText(tr("Nothing vouches for names, notes and dates in a damaged file; compare them. The "
               "journal and what could be undone are not taken over."));
    column()->addWidget(m_save);
    column()->addWidget(m_cancel);

    connect(m_save, &QPushButton::clicked, this, &SalvagePage::saveRequested);
    connect(m_cancel, &QPushButton::clicked, this, &SalvagePage::cancelled);
    auto* escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &SalvagePage::cancelled);
}

void SalvagePage::showFound(const vault::Salvage& salvage)
{
    reset();
    m_summary->setText(summaryOf(salvage));
    // What is lost comes first: that is what somebody has to see to.
    std::vector<const vault::SalvagedAccount*> rows;
    for (const vault::SalvagedAccount& found : salvage.accounts())
        rows.push_back(&found);
    std::ranges::stable_sort(rows, {}, [](const vault::SalvagedAccount* found) {
        return found->hasSecret ? (found->isAltered ? 1 : 2) : 0;
    });
    for (const vault::SalvagedAccount* found : rows)
        m_list->addRow(titleOf(found->account), lineOf(*found));
    m_list->setCurrentRow(0);
    m_save->setEnabled(salvage.intact() > 0);
    (m_save->isEnabled() ? static_cast<QWidget*>(m_save) : m_cancel)->setFocus();
}

void SalvagePage::reset()
{
    m_summary->setText({});
    m_list->clear();
}

} // namespace ui::unlock
