# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""One module for each family of formats; samples() yields what kit.sample() makes."""
