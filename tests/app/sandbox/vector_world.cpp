// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/app/sandbox/vector_world.h"

#include "tests/app/sandbox/device_vectors.h"
#include "tests/app/sandbox/sandbox_device.h"

using namespace Qt::StringLiterals;

namespace support {

void fillWithVectors(sandbox::World& world)
{
    world.state = {};
    world.state.users[u"00uTESTUSER000000001"_s] = { .id = u"00uTESTUSER000000001"_s,
        .login = u"rin@acme.example.com"_s };
    world.state.devices[u"guoTESTDEVICE0000001"_s] = { .id = u"guoTESTDEVICE0000001"_s };
    world.state.enrolments[u"pfdTESTENRL000000001"_s] = { .id = u"pfdTESTENRL000000001"_s,
        .userId = u"00uTESTUSER000000001"_s,
        .deviceId = u"guoTESTDEVICE0000001"_s,
        .factorId = u"opfTESTPUSH000000001"_s,
        .origin = VectorOrg,
        .keys = { { u"proofOfPossession"_s,
                      SandboxDevice::jwk(vectors::PossessionScalar, vectors::PossessionKid) },
            { u"userVerification"_s,
                SandboxDevice::jwk(vectors::VerificationScalar, vectors::VerificationKid) } } };
    for (const QString& id : { FirstTransaction, SecondTransaction })
        world.state.transactions[id] = { .id = id,
            .userId = u"00uTESTUSER000000001"_s,
            .factorId = u"opfTESTPUSH000000001"_s,
            .nonce = u"Zk3vQ9pL1sT8aX2wB6uY"_s,
            .created = base::fromUnixSeconds(1'760'000'000),
            .expires = base::fromUnixSeconds(1'760'000'300) };
}

} // namespace support
