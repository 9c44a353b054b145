// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/vault_session.h"
#include "ui/transfer/import_reader.h"
#include "ui/transfer/import_writer.h"
#include "ui/widgets/footed_page.h"

class QPushButton;

namespace ui::widgets {
class BusyLine;
class MessageBanner;
class PrimaryButton;
} // namespace ui::widgets

namespace ui::transfer {

class DropPanel;
class FilePassphraseForm;
class ImportModel;
class ImportPreview;

/// Takes over the accounts of other programs' files: reads them, asks for the passphrases that they
/// need, shows what would be done and does it in one step. Made when the vault opens, destroyed by
/// the lock. Session and writer outlive it.
class ImportPage : public widgets::FootedPage
{
    Q_OBJECT

public:
    ImportPage(vault::VaultSession& session, ImportWriter& writer, QWidget* parent = nullptr);
    ~ImportPage() override;

    /// Reads files, beside those that are here.
    void read(const ::transfer::GivenFiles& files);
    /// Back to the choice of files; what was read and its secrets are gone.
    void reset();
    /// Whether nothing is being read, asked or shown.
    bool isIdle() const;

signals:
    void finished(const QString& sentence); ///< what was done, to be told
    void cancelled();
    void coachWanted(); ///< the other program makes no files
    /// These are pictures, which may hold codes.
    void picturesFound(const ::transfer::GivenFiles& pictures);

protected:
    void focusInEvent(QFocusEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    enum class State { Choosing, Asking, Previewing, Importing };

    void layOut();
    QWidget* buildBusy();
    void listen();
    void listenToReader();
    void enter(State state);
    void focusPart();
    void chooseFiles();
    void ask(const QString& path, const ::transfer::Failure& why);
    void takeFindings(ImportFindings findings);
    void addFiles(const std::vector<ReadImport>& files, ::transfer::ImportPlan plan);
    void offerToName(const std::vector<RefusedImport>& refused);
    void tellRefused(const std::vector<RefusedImport>& refused);
    void compareAgain();
    void updateImport();
    void import();
    void takeImported(ImportWriter::Written written);
    void giveUp();
    QString outcome(int imported) const;
    void report(const base::Error& error);

    vault::VaultSession& m_session;
    ImportWriter& m_writer;
    ImportReader* m_reader;
    ImportModel* m_model;
    State m_state = State::Choosing;
    QStringList m_fileLines; ///< of the files in the preview
    QStringList m_openFiles; ///< those of them that anybody can read
    QPushButton* m_cancel;
    QPushButton* m_stop;
    widgets::MessageBanner* m_banner;
    widgets::BusyLine* m_progress;
    QWidget* m_busy;
    DropPanel* m_files;
    FilePassphraseForm* m_passphrase;
    ImportPreview* m_preview;
    QPushButton* m_more;
    widgets::PrimaryButton* m_import;
};

} // namespace ui::transfer
