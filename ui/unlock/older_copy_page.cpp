// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/unlock/older_copy_page.h"

#include "ui/text/error_text.h"
#include "ui/text/visible_text.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/in_thread_pool.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/primary_button.h"

#include <QDateTime>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

namespace ui::unlock {

namespace {

constexpr int LongestName = 80;

/// Where copies lie that the program made itself, also those from before a folder was chosen.
std::vector<std::string> foldersOf(const vault::Vault& vault, const std::string& chosen)
{
    const std::string folder = QFileInfo(QString::fromStdString(vault.file())).path().toStdString();
    std::vector<std::string> folders { folder, folder + "/backups" };
    if (!chosen.empty())
        folders.push_back(chosen);
    return folders;
}

} // namespace

OlderCopyPage::OlderCopyPage(const settings::AppSettings& settings, QWidget* parent)
    : PageColumn(parent),
      m_settings(settings),
      m_banner(new widgets::MessageBanner),
      m_use(new widgets::PrimaryButton(tr("&Use the newer copy"))),
      m_merge(widgets::newSecondaryButton(tr("&Merge both"))),
      m_goOn(widgets::newSecondaryButton(tr("&Go on with the older one"))),
      m_busy(new widgets::BusyLine)
{
    addTitle(tr("This is an older copy of your vault"));
    addText(tr("This computer has seen changes that are not in the file. A backup, a snapshot or a "
               "program that synchronises files may have put it back. Nothing has been changed "
               "yet."));
    m_found = addText({});
    column()->addSpacing(8);
    column()->addWidget(m_banner);
    for (QWidget* widget : { static_cast<QWidget*>(m_use), static_cast<QWidget*>(m_merge),
             static_cast<QWidget*>(m_goOn), static_cast<QWidget*>(m_busy) })
        column()->addWidget(widget);

    connect(m_use, &QPushButton::clicked, this, [this] { take(vault::Taking::Instead); });
    connect(m_merge, &QPushButton::clicked, this, [this] { take(vault::Taking::Merged); });
    connect(m_goOn, &QPushButton::clicked, this, &OlderCopyPage::goOn);
}

void OlderCopyPage::begin(OpenedVault opened)
{
    reset();
    setBusy(tr("Looking for newer copies…"));
    widgets::inThreadPool(
        this,
        [opened = std::move(opened), chosen = m_settings.backupFolder()]() mutable {
            Copies copies = opened.vault.newerCopies(foldersOf(opened.vault, chosen));
            return Found { std::move(opened), std::move(copies) };
        },
        [this](Found found) { showChoices(std::move(found)); });
}

void OlderCopyPage::showChoices(Found found)
{
    setBusy({});
    m_opened = std::move(found.opened);
    const bool hasCopy = !found.copies.empty();
    m_use->setVisible(hasCopy);
    m_merge->setVisible(hasCopy);
    if (!hasCopy) {
        m_found->setText(tr("No newer copy was found beside it or among its backups. If you have "
                            "one elsewhere, quit and put it back first."));
        m_goOn->setFocus();
        return;
    }
    const vault::OtherCopy& newest = found.copies.front();
    m_copy = newest.path;
    const QDateTime saved =
        QDateTime::fromMSecsSinceEpoch(base::unixMilliseconds(newest.saved)).toLocalTime();
    const QString name = QFileInfo(QString::fromStdString(newest.path)).fileName();
    //: %1 is a number of accounts, %2 a date and time, %3 a file
    const QString sentence = newest.isComplete
        ? tr("A newer copy with all changes and %n account(s), saved %1, was found: %2", nullptr,
            static_cast<int>(newest.accounts))
        : tr("A newer copy with %n account(s), saved %1, was found: %2. The very last changes are "
             "not in it, either.",
            nullptr, static_cast<int>(newest.accounts));
    m_found->setText(sentence.arg(
        QLocale().toString(saved, QLocale::ShortFormat), text::visibleText(name, LongestName)));
    m_use->setFocus();
}

void OlderCopyPage::take(vault::Taking how)
{
    if (!m_opened)
        return;
    setBusy(tr("Saving…"));
    widgets::inThreadPool(
        this,
        [opened = std::exchange(m_opened, std::nullopt), copy = m_copy, how]() mutable {
            base::Result<void> taken = opened->vault.takeCopy(copy, how);
            return Outcome { std::move(*opened), std::move(taken) };
        },
        [this](Outcome outcome) { finish(std::move(outcome)); });
}

void OlderCopyPage::finish(Outcome outcome)
{
    setBusy({});
    m_opened = std::move(outcome.opened);
    if (outcome.taken) {
        emit finished();
        return;
    }
    const text::Explanation explanation = text::errorText(outcome.taken.error());
    m_banner->showError(explanation.message, explanation.next);
}

void OlderCopyPage::goOn()
{
    if (!m_opened)
        return;
    m_opened->vault.acceptOlder();
    emit finished();
}

std::optional<OpenedVault> OlderCopyPage::takeOpened()
{
    return std::exchange(m_opened, std::nullopt);
}

void OlderCopyPage::reset()
{
    m_opened.reset();
    m_copy.clear();
    m_found->setText({});
    m_banner->clear();
}

void OlderCopyPage::setBusy(const QString& what)
{
    for (QWidget* button : { static_cast<QWidget*>(m_use), static_cast<QWidget*>(m_merge),
             static_cast<QWidget*>(m_goOn) })
        button->setEnabled(what.isEmpty());
    if (what.isEmpty())
        m_busy->stop();
    else
        m_busy->start(what);
}

} // namespace ui::unlock
