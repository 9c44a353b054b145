// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/unlock/gate.h"

#include "core/base/atomic_file.h"
#include "ui/text/visible_text.h"
#include "ui/unlock/create_vault_page.h"
#include "ui/unlock/new_passphrase_page.h"
#include "ui/unlock/older_copy_page.h"
#include "ui/unlock/recovery_key_page.h"
#include "ui/unlock/salvage_save_page.h"
#include "ui/unlock/unlock_page.h"

#include <QFileInfo>

namespace ui::unlock {

namespace {

constexpr int LongestKeptName = 80;

} // namespace

Gate::Gate(vault::VaultSession& session, const settings::AppSettings& settings,
    const FindCosts& findCosts, KnownCosts knownCosts, QWidget* parent)
    : QStackedWidget(parent),
      m_session(session),
      m_upkeep(new Upkeep(session, std::move(knownCosts), this)),
      m_create(new CreateVaultPage(session, findCosts, this)),
      m_recovery(new RecoveryKeyPage(session.services().random, this)),
      m_unlock(new UnlockPage(session, this)),
      m_olderCopy(new OlderCopyPage(settings, this)),
      m_newPassphrase(new NewPassphrasePage(session.services().random, findCosts, this)),
      m_salvage(new SalvagePage(this)),
      m_salvageSave(new SalvageSavePage(session, findCosts, this))
{
    for (QWidget* page : { static_cast<QWidget*>(m_create), static_cast<QWidget*>(m_recovery),
             static_cast<QWidget*>(m_unlock), static_cast<QWidget*>(m_olderCopy),
             static_cast<QWidget*>(m_newPassphrase), static_cast<QWidget*>(m_salvage),
             static_cast<QWidget*>(m_salvageSave) })
        addWidget(page);

    // Whoever gives the focus to the gate gives it to the first field of the page in front.
    connect(
        this, &QStackedWidget::currentChanged, this, [this] { setFocusProxy(currentWidget()); });
    setFocusProxy(currentWidget());
    connect(m_create, &CreateVaultPage::created, this, &Gate::showCreated);
    connect(
        m_create, &CreateVaultPage::restoreRequested, this, [this] { emit restoreRequested({}); });
    connect(m_create, &CreateVaultPage::alreadyThere, this, [this] {
        start();
        m_unlock->showNote(tr("There is a vault already. Unlock it with its passphrase."));
    });
    connect(m_recovery, &RecoveryKeyPage::saveRequested, this, &Gate::saveRecoveryKey);
    connect(m_recovery, &RecoveryKeyPage::confirmed, this, &Gate::finishCreating);
    connect(m_unlock, &UnlockPage::opened, this, &Gate::takeUnlocked);
    connect(m_olderCopy, &OlderCopyPage::finished, this, &Gate::takeChosen);
    connect(m_newPassphrase, &NewPassphrasePage::finished, this, &Gate::finishRecovery);
    connectSalvage();
    connect(&m_session, &vault::VaultSession::locked, this, &Gate::start);
    connect(&m_session, &vault::VaultSession::lockedByWrongTries, this, [this] {
        showNote(tr("The vault was locked: three times in a row a wrong passphrase was typed."));
    });
    start();
}

Gate::~Gate() = default;

void Gate::connectSalvage()
{
    connect(m_unlock, &UnlockPage::restoreRequested, this, &Gate::restoreRequested);
    connect(m_unlock, &UnlockPage::salvaged, this, &Gate::takeSalvaged);
    connect(m_salvage, &SalvagePage::cancelled, this, &Gate::start);
    connect(m_salvage, &SalvagePage::saveRequested, this, [this] {
        setCurrentWidget(m_salvageSave);
        m_salvageSave->begin(m_salvaged);
    });
    connect(m_salvageSave, &SalvageSavePage::cancelled, this, [this] {
        m_salvageSave->reset();
        setCurrentWidget(m_salvage);
        m_salvage->showFound(*m_salvaged);
    });
    connect(m_salvageSave, &SalvageSavePage::saved, this, &Gate::showSaved);
}

void Gate::start()
{
    m_created.reset();
    m_salvaged.reset();
    m_salvage->reset();
    m_salvageSave->reset();
    m_recovery->reset();
    m_olderCopy->reset();
    m_newPassphrase->reset();
    if (m_session.exists()) {
        setCurrentWidget(m_unlock);
        m_unlock->reset();
    } else {
        setCurrentWidget(m_create);
        m_create->reset();
    }
}

bool Gate::holdsKeys() const
{
    const QWidget* const page = currentWidget();
    return page == m_olderCopy || page == m_salvage || page == m_salvageSave;
}

void Gate::showNote(const QString& sentence)
{
    m_unlock->showNote(sentence);
}

void Gate::showCreated()
{
    if (auto created = m_create->takeCreated())
        showRecoveryKey(std::move(*created), m_create->takeTyped());
}

void Gate::showSaved()
{
    m_salvaged.reset();
    m_salvage->reset();
    if (auto created = m_salvageSave->takeCreated())
        showRecoveryKey(std::move(*created), m_salvageSave->takeTyped());
}

void Gate::takeSalvaged()
{
    m_salvaged = m_unlock->takeSalvaged();
    if (!m_salvaged)
        return;
    setCurrentWidget(m_salvage);
    m_salvage->showFound(*m_salvaged);
}

void Gate::showRecoveryKey(vault::Vault::Created created, Typed typed)
{
    m_created = std::move(created.vault);
    m_upkeep->begin(*m_created, std::move(typed));
    // The page first: only what is visible takes the focus.
    setCurrentWidget(m_recovery);
    if (const auto shown = m_recovery->showKey(std::move(created.recoveryKey)); !shown) {
        // Without memory for the key's text there is still a vault that its passphrase opens.
        start();
        m_unlock->showNote(tr("The vault was made, but its recovery key could not be shown."));
    }
}

void Gate::saveRecoveryKey(const QString& path)
{
    // The key alone, as the command line reads it.
    m_recovery->showSaved(
        base::createFile(path.toStdString(), base::bytesOf(m_recovery->keyText())));
}

void Gate::finishCreating()
{
    auto created = std::exchange(m_created, std::nullopt);
    if (!created)
        return;
    const bool isSalvaged = created->path() != m_session.path();
    const QFileInfo file(QString::fromStdString(created->path()));
    m_session.open(std::move(*created));
    if (isSalvaged)
        //: %1 is a file
        emit noticed(tr("This is the new vault, “%1”. The program starts with the damaged one "
                        "until that is put elsewhere and this one has its name.")
                         .arg(text::visibleText(file.fileName(), LongestKeptName)));
    else
        emit vaultCreated();
}

void Gate::takeUnlocked()
{
    auto opened = m_unlock->takeOpened();
    if (!opened)
        return;
    if (opened->vault.standing() == vault::Standing::Older) {
        setCurrentWidget(m_olderCopy);
        m_olderCopy->begin(std::move(*opened));
        return;
    }
    goThrough(std::move(*opened));
}

void Gate::takeChosen()
{
    auto opened = m_olderCopy->takeOpened();
    m_olderCopy->reset();
    if (opened)
        goThrough(std::move(*opened));
}

/// The last steps of every unlocking.
void Gate::goThrough(OpenedVault opened)
{
    if (opened.verification) {
        setCurrentWidget(m_newPassphrase);
        m_newPassphrase->begin(std::move(opened));
        return;
    }
    m_upkeep->begin(opened.vault, std::move(opened.typed));
    m_session.open(std::move(opened.vault));
}

void Gate::keepUp(Typed typed)
{
    if (m_session.isOpen())
        m_upkeep->begin(m_session.vault(), std::move(typed));
}

void Gate::finishRecovery(bool changed)
{
    auto opened = m_newPassphrase->takeOpened();
    m_newPassphrase->reset();
    if (!opened)
        return;
    m_upkeep->begin(opened->vault, std::move(opened->typed));
    m_session.open(std::move(opened->vault));
    if (changed)
        emit noticed(tr("The new passphrase is set. The old one does not open this vault any "
                        "more."));
}

} // namespace ui::unlock
