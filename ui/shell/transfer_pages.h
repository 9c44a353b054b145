// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/given_file.h"
#include "core/vault/vault_session.h"

#include <QObject>
#include <QPointer>

class QStackedWidget;
class QWidget;

namespace ui::coach {
class CoachPage;
}

namespace ui::transfer {
class ExportPage;
class ExportWriter;
class ImportPage;
class ImportWriter;
} // namespace ui::transfer

namespace ui::shell {

/// The pages for files of other programs, and for other programs, in the window, and the one for
/// programs that make none. Like all pages
/// with names on them they are made by unlocking and go with the lock.
class TransferPages : public QObject
{
    Q_OBJECT

public:
    /// The references outlive it.
    TransferPages(vault::VaultSession& session, QStackedWidget& stack, QObject* parent = nullptr);

    void open();
    QList<QWidget*> pages() const; ///< those that are there while the vault is open

    void showImport();
    /// Reads these, beside those that are on the page.
    void importFiles(const ::transfer::GivenFiles& files);
    /// Whether somebody is in the middle of an import.
    bool isImporting() const;
    void showExport();
    /// The checklist of moves from programs without export.
    void showCoach();

signals:
    void left(); ///< back to the accounts
    void coachLeft();
    /// An account is to be added for a line of the checklist, which has that name.
    void addForMoveWanted(const vault::Id& move, const QString& name);
    void backupsWanted();
    void noticed(const QString& sentence); ///< to be told on whatever page
    void noticedBehindLock(const QString& sentence);
    void imported(const QString& sentence); ///< what was done, to be told
    void picturesFound(const ::transfer::GivenFiles& pictures); ///< they may have codes

private:
    vault::VaultSession& m_session;
    QStackedWidget& m_stack;
    transfer::ExportWriter* m_writer;
    transfer::ImportWriter* m_importWriter;
    QPointer<transfer::ImportPage> m_import;
    QPointer<transfer::ExportPage> m_export;
    QPointer<coach::CoachPage> m_coach;
};

} // namespace ui::shell
