// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"
#include "core/enroll/offer.h"
#include "core/transfer/given_file.h"

#include <QImage>
#include <QObject>
#include <QStringList>

#include <atomic>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace ui::add {

/// What one code, link or file turned out to be, or why it could not be read.
struct Finding
{
    base::Result<enroll::Offer> offer;
    /// Its text, where something is begun with it: an activation, or a bare secret; else empty.
    crypto::SecretBytes link = {};
    /// The name of the file it comes from, where several were read.
    QString file = {};
};
using Findings = std::vector<Finding>;

/// Turns pictures and texts into offers. Pictures are read in the thread pool, one after the other;
/// a new request or cancel() drops the answer to the last one. Owned by the page.
class OfferReader : public QObject
{
    Q_OBJECT

public:
    explicit OfferReader(QObject* parent = nullptr);
    ~OfferReader() override;

    /// The codes in picture files. A file that cannot be read is a finding of its own; one that is
    /// no picture at all, or one whose codes are a file, is told of apart.
    void readFiles(const ::transfer::GivenFiles& files);
    /// The codes in pictures from the screen or the clipboard; their pixels are overwritten. One
    /// whose codes are a file is told of apart here, too.
    void readPictures(std::vector<QImage> pictures);
    /// Links, one a line, or the text of a single code; at once, without a job.
    static Findings readText(std::string_view text);

    bool isReading() const { return m_job != nullptr; }
    void cancel();

signals:
    void startedReading();
    void stoppedReading();
    /// Valid during the signal; whoever wants them moves them out.
    void found(Findings& findings);
    /// They are not offered code by code: no pictures, or of a form that is read whole.
    void otherFilesFound(const ::transfer::GivenFiles& files);

private:
    using Stop = std::atomic_bool;
    struct Harvest
    {
        Findings findings = {};
        ::transfer::GivenFiles others = {};
    };
    using Work = std::function<Harvest(const Stop& stop)>;

    static void takePicture(Harvest& harvest, ::transfer::GivenFile file);
    void start(Work work);

    QObject* m_job = nullptr; ///< its end ends the interest in the answer
    std::shared_ptr<Stop> m_stop; ///< shared: a job may outlive the page that started it
};

} // namespace ui::add
