// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/unlock/salvage_save_page.h"

#include "core/backup/restore.h"
#include "ui/text/error_text.h"
#include "ui/text/visible_text.h"
#include "ui/unlock/new_passphrase_form.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/in_thread_pool.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/primary_button.h"

#include <QFileInfo>
#include <QLabel>
#include <QShortcut>
#include <QVBoxLayout>

namespace ui::unlock {

namespace {

constexpr int LongestVaultName = 80;

QString nameOf(const std::string& path)
{
    return text::visibleText(QFileInfo(QString::fromStdString(path)).fileName(), LongestVaultName);
}

} // namespace

SalvageSavePage::SalvageSavePage(
    const vault::VaultSession& session, FindCosts findCosts, QWidget* parent)
    : PageColumn(parent),
      m_session(session),
      m_findCosts(std::move(findCosts)),
      m_form(new NewPassphraseForm(session.services().random)),
      m_banner(new widgets::MessageBanner),
      m_save(new widgets::PrimaryButton(tr("&Save"))),
      m_back(widgets::newSecondaryButton(tr("&Back"))),
      m_busy(new widgets::BusyLine)
{
    addTitle(tr("Save as a new vault"));
    m_where = addText({});
    addText(tr("It has new keys: choose its passphrase, and a new recovery key comes next."));
    column()->addSpacing(4);
    column()->addWidget(m_form);
    column()->addWidget(m_banner);
    column()->addSpacing(4);
    column()->addWidget(m_save);
    column()->addWidget(m_back);
    column()->addWidget(m_busy);
    setFocusProxy(m_form);

    connect(m_save, &QPushButton::clicked, this, &SalvageSavePage::save);
    connect(m_form, &NewPassphraseForm::submitted, this, &SalvageSavePage::save);
    connect(m_back, &QPushButton::clicked, this, &SalvageSavePage::cancelled);
    auto* escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, m_back, &QPushButton::click);
}

void SalvageSavePage::begin(Salvaged salvaged)
{
    reset();
    m_salvaged = std::move(salvaged);
    m_path = ::backup::freePathBeside(m_session.path(), "salvaged");
    //: %1 and %2 are files
    m_where->setText(
        tr("%n account(s) go into “%1”, a new file beside the damaged “%2”, which stays as it is.",
            nullptr, static_cast<int>(m_salvaged->intact()))
            .arg(nameOf(m_path), nameOf(m_session.path())));
    m_form->setFocus();
}

void SalvageSavePage::save()
{
    if (!m_salvaged)
        return;
    auto passphrase = m_form->read(*m_banner);
    if (!passphrase)
        return;
    setBusy(true);
    widgets::inThreadPool(
        this,
        [salvaged = m_salvaged, path = m_path, services = m_session.services(),
            findCosts = m_findCosts, passphrase = std::move(*passphrase)]() mutable {
            auto created = salvaged->saveAs(path, passphrase, findCosts(), services);
            return Outcome { std::move(created), std::move(passphrase) };
        },
        [this](Outcome outcome) { finish(std::move(outcome)); });
}

void SalvageSavePage::finish(Outcome outcome)
{
    setBusy(false);
    if (outcome.created) {
        m_form->reset();
        m_salvaged.reset();
        m_created = std::move(*outcome.created);
        m_typed = std::make_shared<const vault::Opener>(std::move(outcome.passphrase));
        emit saved();
        return;
    }
    const text::Explanation explanation = text::errorText(outcome.created.error());
    m_banner->showError(explanation.message, explanation.next);
    // Should another program have taken the name meanwhile, the next try has another one.
    m_path = ::backup::freePathBeside(m_session.path(), "salvaged");
    m_save->setFocus();
}

std::optional<vault::Vault::Created> SalvageSavePage::takeCreated()
{
    return std::exchange(m_created, std::nullopt);
}

Typed SalvageSavePage::takeTyped()
{
    return std::exchange(m_typed, nullptr);
}

void SalvageSavePage::reset()
{
    m_salvaged.reset();
    m_created.reset();
    m_typed.reset();
    m_form->reset();
    m_banner->clear();
}

void SalvageSavePage::setBusy(bool busy)
{
    for (QWidget* part : { static_cast<QWidget*>(m_form), static_cast<QWidget*>(m_save),
             static_cast<QWidget*>(m_back) })
        part->setEnabled(!busy);
    if (busy) {
        m_banner->clear();
        m_busy->start(tr("Making the new vault…"));
    } else {
        m_busy->stop();
    }
}

} // namespace ui::unlock
