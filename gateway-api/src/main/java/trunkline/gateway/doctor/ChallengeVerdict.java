package trunkline.gateway.doctor;

import trunkline.gateway.config.TrunkConfig;

/** Whether the INVITE was asked for credentials, and what came of it. */
final class ChallengeVerdict {

    private ChallengeVerdict() {}

    static Finding of(TrunkConfig trunk, WireLog log) {
        Challenges challenges = Challenges.of(log, "INVITE");
        boolean answered = challenges.isRefused()
                && log.last("INVITE")
                        .filter(last -> last.message().status() == 403)
                        .isPresent();
        if (answered) {
            // credentials were right or not: 403 is said for both, and for the calling number
            return Finding.warning(
                    Step.CHALLENGE, challenges.words() + " with 403", challenges.change(trunk) + "; or see answer");
        }
        return challenges.isTrouble()
                ? Finding.wrong(Step.CHALLENGE, challenges.words(), challenges.change(trunk))
                : Finding.ok(
                        Step.CHALLENGE,
                        challenges.isEmpty()
                                ? "not challenged: the trunk knows us by our address"
                                : challenges.words());
    }
}
