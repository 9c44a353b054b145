// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QFuture>
#include <QtConcurrentRun>

#include <utility>

namespace ui::widgets {

/// Runs `work` (no arguments, returns a value) in the thread pool and hands its value to `done` on
/// the thread of `context`; `done` does not run once `context` is gone. For what would stop the
/// window: deriving keys, decoding pictures. `work` owns what it needs; it may still be running
/// when the page that started it is not there any more.
template <typename Work, typename Done> void inThreadPool(QObject* context, Work work, Done done)
{
    using Value = decltype(work());
    QtConcurrent::run(std::move(work))
        .then(context, [done = std::move(done)](QFuture<Value> finished) mutable {
            done(finished.takeResult());
        });
}

} // namespace ui::widgets
