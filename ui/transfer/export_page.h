// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/text/explanation.h"
#include "ui/transfer/export_formats.h"
#include "ui/transfer/export_writer.h"
#include "ui/widgets/footed_page.h"

class QLabel;
class QPrinter;
class QPushButton;

namespace ui::widgets {
class BusyLine;
class MessageBanner;
class PrimaryButton;
} // namespace ui::widgets

namespace ui::transfer {

class CodeShow;
class ExportModel;
class ExportPreview;
class ExportSeal;

/// Writes accounts into a file for another program: asks for its kind and who it is, shows what
/// would be lost, asks for a passphrase or an explicit yes, and tells what became of it; or shows
/// the codes that another device scans, or prints the sheet. What it shows follows the vault, until
/// it is written. The verification is for one export and goes with it, and when the page is left.
/// Made when the vault opens, destroyed by the lock. Session and writer outlive it.
class ExportPage : public widgets::FootedPage
{
    Q_OBJECT

public:
    ExportPage(vault::VaultSession& session, ExportWriter& writer, ExportFormats::List formats,
        QWidget* parent = nullptr);
    ~ExportPage() override;

    /// Back to the choice of a kind; who was verified, and what was typed, is gone.
    void reset();

signals:
    void closed();
    void backupsWanted();
    /// What became of an export while another page was on view.
    void noticed(const QString& sentence);

protected:
    void focusInEvent(QFocusEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    enum class State { Choosing, Previewing, Sealing, Showing, Done };

    void layOut();
    void listen();
    void enter(State state);
    void updateActions();
    QString nextText() const;
    QString whyNot() const;
    void goOn();
    void goBack();
    void close();
    void verify();
    void prepare();
    void takePrepared(ExportWriter::Prepared prepared);
    void followVault();
    void takeChanged(ExportWriter::Prepared prepared);
    void startJob(const QString& sentence);
    void endJob();
    void drawCodes();
    void takeCodes(ExportWriter::Drawn codes);
    void hideCodes(const QString& why);
    void leaveStep();
    void chooseFile();
    void write(const QString& path);
    void takeWritten(const ExportWriter::Written& written);
    void choosePrinter();
    void print(std::shared_ptr<QPrinter> printer);
    void takePrinted(const base::Result<void>& printed);
    void tellFailure(const ::transfer::ExportFailure& failure);
    void tellTrouble(const text::Explanation& why);
    void tellDone(const text::Explanation& done);
    void setBusy(const QString& sentence);
    void setIdle();
    void report(const base::Error& error);

    vault::VaultSession& m_session;
    ExportWriter& m_writer;
    State m_state = State::Choosing;
    bool m_isBusy = false;
    bool m_isWriting = false;
    bool m_isBehind = false; ///< the vault has changed since what is on view was made
    std::shared_ptr<vault::Verification> m_verification;
    std::shared_ptr<PreparedExport> m_prepared;
    QObject* m_job = nullptr; ///< its end ends the interest in a plan or codes being made
    ExportModel* m_model;
    QPushButton* m_cancel;
    widgets::MessageBanner* m_banner;
    ExportFormats* m_formats;
    QLabel* m_kind;
    ExportPreview* m_preview;
    ExportSeal* m_seal;
    CodeShow* m_codes;
    QLabel* m_left;
    widgets::BusyLine* m_busy;
    QLabel* m_whyNot;
    QPushButton* m_back;
    widgets::PrimaryButton* m_next;
};

} // namespace ui::transfer
