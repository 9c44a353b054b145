// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QFuture>
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
    QtConcurrent::run(&pool, std::move(work))
        .then(context, [done = std::move(done)](QFuture<Value> finished) mutable {
            done(finished.takeResult());
        });
}

/// Runs `work` (no arguments, returns a value) in the thread pool and hands its value to `done` on
/// the thread of `context`; `done` does not run once `context` is gone. For what would stop the
/// window: deriving keys, decoding pictures. `work` owns what it needs; it may still be running
/// when the page that started it is not there any more.
template <typename Work, typename Done> void inThreadPool(QObject* context, Work work, Done done)
{
    inThreadPool(*QThreadPool::globalInstance(), context, std::move(work), std::move(done));
}

} // namespace ui::widgets
