// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/detect.h"
#include "core/transfer/import_plan.h"
#include "core/vault/vault_session.h"

#include <QObject>
#include <QStringList>

#include <deque>
#include <functional>
#include <memory>

namespace ui::transfer {

/// A file that was read.
struct ReadImport
{
    QString path;
    const ::transfer::Format* format = nullptr;
    bool isOpen = true; ///< nothing in it was encrypted
    int entries = 0;
    std::optional<::transfer::LookedAt> lookedAt = {};
};

/// A file that gives nothing, and why.
struct RefusedImport
{
    QString path;
    ::transfer::Failure why;
};

/// What became of the files that were to be read. Move-only: it holds the secrets.
struct ImportFindings
{
    std::vector<ReadImport> read;
    /// What they would bring, in their order, compared with the open vault as it is; SecureHeapFull
    /// if that cannot be.
    base::Result<::transfer::ImportPlan> plan { ::transfer::ImportPlan() };
    std::vector<RefusedImport> refused;
    ::transfer::GivenFiles pictures; ///< not read here: their codes are offered one by one
};

/// Reads files of other programs in the thread pool, one after another, and tells them by content:
/// first all without a passphrase, then each that needs one when that was typed. What they hold is
/// compared there with a twin of the open vault: each account of a name that is there already has
/// its secret opened for it. Owned by the page; it stops with the lock.
class ImportReader : public QObject
{
    Q_OBJECT

public:
    explicit ImportReader(vault::VaultSession& session, QObject* parent = nullptr);
    ~ImportReader() override;

    /// Beside those that are being read.
    void read(const ::transfer::GivenFiles& files);
    /// The same with files that somebody says are of this format, of which nothing in them tells.
    void readAs(const QStringList& paths, const ::transfer::Format& format);
    /// Tries a passphrase, and the key of a key file unless it is empty, at the file that
    /// passphraseNeeded() told of, or goes on without it.
    void open(crypto::SecretBytes passphrase, crypto::SecretBytes keyFile = {});
    void leaveOut();
    /// Ends what is being done: a try with a passphrase alone, so that another one can follow; else
    /// all that is not finished.
    void stop();
    void cancel(); ///< all of it, without a word

    bool isReading() const { return m_job != nullptr; }

signals:
    void startedReading();
    void stoppedReading();
    /// Nobody has typed the passphrase of the file yet, or it was a wrong one.
    void passphraseNeeded(const QString& path, const ::transfer::Failure& why);
    void stopped(); ///< by stop(): nothing will be found
    /// All are read, refused or left out, but for those that came while the last were compared:
    /// they are told of by themselves. Valid during the signal; whoever wants them moves them out.
    void finished(ui::transfer::ImportFindings& findings);

private:
    /// A file that is open here, and what came of reading it. Shared with the job, which may
    /// outlive the page that started it.
    struct Attempt
    {
        std::shared_ptr<const ::transfer::Content> content;
        ::transfer::Formats candidates;
        ::transfer::Outcome<::transfer::ReadFile> file { ::transfer::Failure() };
        bool isPicture = false; ///< that is not read here
        ::transfer::GivenCodes codes; ///< of such a picture
    };
    using Work = std::function<std::shared_ptr<Attempt>(const std::stop_token& stop)>;
    /// A file that a passphrase may open.
    struct Sealed
    {
        QString path;
        std::shared_ptr<const ::transfer::Content> content;
        ::transfer::Formats candidates;
        ::transfer::Failure why;
    };

    /// A file to be looked at, and what it is said to be.
    struct Waiting
    {
        ::transfer::GivenFile file;
        const ::transfer::Format* format = nullptr; ///< null: its content tells
    };

    static ::transfer::Outcome<::transfer::Content> contentOf(const ::transfer::GivenFile& file);
    static std::shared_ptr<Attempt> firstLook(const Waiting& wanted, const std::stop_token& stop);
    void start(Work work, void (ImportReader::*take)(Attempt&));
    template <typename Job, typename Take> void begin(Job job, Take take);
    void endJob();
    void goOn();
    void takeFirstLook(Attempt& attempt);
    void takeTry(Attempt& attempt);
    void takeRead(const QString& path, ::transfer::ReadFile file);
    void compare(::transfer::ImportPlan plan, std::vector<::transfer::Imported> files);
    void finish();

    vault::VaultSession& m_session;
    std::deque<Waiting> m_waiting;
    QString m_path; ///< of the file that is looked at first
    std::deque<Sealed> m_sealed; ///< the first is asked about
    bool m_isAsking = false;
    ImportFindings m_findings;
    std::vector<::transfer::Imported> m_imported; ///< of the files that were read, to be compared
    QObject* m_job = nullptr; ///< its end ends the interest in the answer
    std::stop_source m_stop;
};

} // namespace ui::transfer
