// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QFutureWatcher>
#include <QThreadPool>
#include <QtConcurrentRun>

#include <utility>

namespace ui::widgets {

/// inThreadPool() below, in a pool of its own: for what may wait long for a slow medium and must
/// not keep everything else from running, or has to run one after another.
template <typename Work, typename Done>
void inThreadPool(QThreadPool& pool, QObject* context, Work work, Done done)
{
    using Value = decltype(work());
    // Not QFuture::then(): it calls back at once when the work is done by then.
    auto* watcher = new QFutureWatcher<Value>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
        [watcher, done = std::move(done)]() mutable {
            watcher->deleteLater();
            done(watcher->future().takeResult());
        });
    watcher->setFuture(QtConcurrent::run(&pool, std::move(work)));
}

/// Runs `work` (no arguments, returns a value) in the thread pool and hands its value to `done` on
/// this thread, which is that of `context`, in a later turn of its event loop and never before this
/// returns; `done` does not run once `context` is gone. For what would stop the window: deriving
/// keys, decoding pictures. `work` owns what it needs; it may still be running when the page that
/// started it is not there any more.
template <typename Work, typename Done> void inThreadPool(QObject* context, Work work, Done done)
{
    inThreadPool(*QThreadPool::globalInstance(), context, std::move(work), std::move(done));
}

} // namespace ui::widgets
