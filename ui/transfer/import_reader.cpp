// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/import_reader.h"

#include "core/qr/picture_format.h"
#include "core/transfer/sqlite_log.h"
#include "ui/widgets/in_thread_pool.h"

#include <QFile>

#include <utility>

namespace ui::transfer {

ImportReader::ImportReader(vault::VaultSession& session, QObject* parent)
    : QObject(parent),
      m_session(session)
{
    connect(&session, &vault::VaultSession::locked, this, &ImportReader::cancel);
}

/// Tells nobody any more: the page is half gone.
ImportReader::~ImportReader()
{
    endJob();
}

void ImportReader::read(const ::transfer::GivenFiles& files)
{
    QStringList paths;
    for (const ::transfer::GivenFile& file : files)
        paths << file.path;
    const QStringList kept = ::transfer::withoutSqliteLogs(paths);
    for (const ::transfer::GivenFile& file : files) {
        if (kept.contains(file.path))
            m_waiting.push_back({ file });
    }
    goOn();
}

void ImportReader::readAs(const QStringList& paths, const ::transfer::Format& format)
{
    for (const QString& path : paths)
        m_waiting.push_back({ ::transfer::GivenFile(path), &format });
    goOn();
}

::transfer::Outcome<::transfer::Content> ImportReader::contentOf(const ::transfer::GivenFile& file)
{
    if (file.codes)
        return ::transfer::Content(file.codes);
    return ::transfer::readContent(QFile::encodeName(file.path).toStdString());
}

namespace {

/// By its first bytes, where no more of it could be read.
bool isSomePicture(const QString& path)
{
    const auto format = qr::pictureFormatOf(QFile::encodeName(path).toStdString());
    return format && *format;
}

} // namespace

/// Off the window's thread.
std::shared_ptr<ImportReader::Attempt> ImportReader::firstLook(
    const Waiting& wanted, const std::stop_token& stop)
{
    auto attempt = std::make_shared<Attempt>();
    ::transfer::Outcome<::transfer::Content> content = contentOf(wanted.file);
    // What is wrong with a picture is told by whoever takes pictures over.
    attempt->isPicture = content
        ? content->picture() && !::transfer::isReadWhole(*content, ::transfer::importFormats())
        : isSomePicture(wanted.file.path);
    if (attempt->isPicture) {
        attempt->codes = content ? content->codes() : nullptr;
        return attempt;
    }
    if (!content) {
        attempt->file = content.error();
        return attempt;
    }
    auto candidates = wanted.format ? ::transfer::insist(*content, *wanted.format)
                                    : ::transfer::detect(*content, ::transfer::importFormats());
    if (!candidates) {
        attempt->file = candidates.error();
        return attempt;
    }
    attempt->file = ::transfer::read(*content, *candidates, { .stop = stop });
    if (!attempt->file && ::transfer::isAboutPassphrase(attempt->file.error().refusal)) {
        attempt->content = std::make_shared<const ::transfer::Content>(std::move(*content));
        attempt->candidates = std::move(*candidates);
    }
    return attempt;
}

void ImportReader::start(Work work, void (ImportReader::*take)(Attempt&))
{
    m_stop = std::stop_source();
    begin([work = std::move(work), stop = m_stop.get_token()] { return work(stop); },
        [this, take](const std::shared_ptr<Attempt>& attempt) { (this->*take)(*attempt); });
}

template <typename Job, typename Take> void ImportReader::begin(Job job, Take take)
{
    m_job = new QObject(this);
    widgets::inThreadPool(
        m_job, std::move(job), [this, take = std::move(take)](auto answer) mutable {
            m_job->deleteLater();
            m_job = nullptr;
            take(std::move(answer));
        });
    emit startedReading(); // last: whoever hears it may end it
}

/// What is next: a file to look at, one to be asked about, what was read to be compared, or the
/// end.
void ImportReader::goOn()
{
    if (m_job || m_isAsking)
        return;
    if (!m_waiting.empty()) {
        const Waiting wanted = m_waiting.front();
        m_waiting.pop_front();
        m_path = wanted.file.path;
        start([wanted](const std::stop_token& stop) { return firstLook(wanted, stop); },
            &ImportReader::takeFirstLook);
        return;
    }
    if (!m_sealed.empty()) {
        emit stoppedReading();
        m_isAsking = true;
        emit passphraseNeeded(m_sealed.front().path, m_sealed.front().why);
        return;
    }
    if (m_imported.empty())
        return finish();
    compare({}, std::exchange(m_imported, {}));
}

/// Files for the first time, or a plan once more.
void ImportReader::compare(::transfer::ImportPlan plan, std::vector<::transfer::Imported> files)
{
    struct Compared
    {
        vault::Vault twin;
        ::transfer::ImportPlan plan;
    };
    base::Result<vault::Vault> twin = m_session.vault().twin({});
    if (!twin) {
        m_findings.plan = twin.error();
        return finish();
    }
    begin(
        [twin = std::move(*twin), plan = std::move(plan), files = std::move(files)]() mutable {
            if (files.empty())
                plan.compareAgain(twin, ::transfer::OnDuplicate::Skip);
            else
                plan = ::transfer::ImportPlan::make(twin, std::move(files));
            return Compared { std::move(twin), std::move(plan) };
        },
        [this](Compared done) {
            if (done.twin.lastSave() != m_session.vault().lastSave())
                return compare(std::move(done.plan), {}); // others have changed it meanwhile
            m_findings.plan = std::move(done.plan);
            finish();
        });
}

void ImportReader::finish()
{
    emit stoppedReading();
    ImportFindings findings = std::exchange(m_findings, {});
    emit finished(findings);
    if (!m_waiting.empty())
        goOn();
}

void ImportReader::takeRead(const QString& path, ::transfer::ReadFile file)
{
    m_findings.read.push_back({ .path = path,
        .format = file.format,
        .isOpen = file.isOpen,
        .entries = static_cast<int>(file.imported.entryCount()),
        .lookedAt = file.imported.lookedAt });
    m_imported.push_back(std::move(file.imported));
}

void ImportReader::takeFirstLook(Attempt& attempt)
{
    if (attempt.file)
        takeRead(m_path, std::move(*attempt.file));
    else if (attempt.content)
        m_sealed.push_back({ m_path, attempt.content, attempt.candidates, attempt.file.error() });
    else if (attempt.isPicture)
        m_findings.pictures.emplace_back(m_path, attempt.codes);
    else
        m_findings.refused.push_back({ m_path, attempt.file.error() });
    goOn();
}

void ImportReader::open(crypto::SecretBytes passphrase, crypto::SecretBytes keyFile)
{
    struct Keys
    {
        crypto::SecretBytes passphrase;
        crypto::SecretBytes keyFile;
    };
    if (!m_isAsking || m_job)
        return;
    const Sealed& sealed = m_sealed.front();
    const auto keys = std::make_shared<const Keys>(
        Keys { std::move(passphrase), std::move(keyFile) }); // the job may outlive this
    start(
        [keys, content = sealed.content, candidates = sealed.candidates](
            const std::stop_token& stop) {
            auto attempt = std::make_shared<Attempt>();
            attempt->file = ::transfer::read(*content, candidates,
                { .passphrase = &keys->passphrase,
                    .stop = stop,
                    .keyFile = keys->keyFile.isEmpty() ? nullptr : &keys->keyFile });
            return attempt;
        },
        &ImportReader::takeTry);
}

void ImportReader::takeTry(Attempt& attempt)
{
    Sealed& sealed = m_sealed.front();
    if (!attempt.file && ::transfer::isAboutPassphrase(attempt.file.error().refusal)) {
        sealed.why = attempt.file.error();
        emit stoppedReading();
        emit passphraseNeeded(sealed.path, sealed.why);
        return;
    }
    if (attempt.file)
        takeRead(sealed.path, std::move(*attempt.file));
    else
        m_findings.refused.push_back({ sealed.path, attempt.file.error() });
    leaveOut();
}

/// Also of one that is settled.
void ImportReader::leaveOut()
{
    if (!m_isAsking || m_job)
        return;
    m_sealed.pop_front();
    m_isAsking = false;
    goOn();
}

void ImportReader::endJob()
{
    m_stop.request_stop();
    delete std::exchange(m_job, nullptr);
}

void ImportReader::stop()
{
    if (!m_job)
        return;
    if (!m_isAsking) {
        cancel();
        emit stopped();
        return;
    }
    endJob();
    emit stoppedReading();
    emit passphraseNeeded(m_sealed.front().path, m_sealed.front().why);
}

void ImportReader::cancel()
{
    endJob();
    m_waiting.clear();
    m_sealed.clear();
    m_isAsking = false;
    m_findings = {};
    m_imported.clear();
    emit stoppedReading();
}

} // namespace ui::transfer
