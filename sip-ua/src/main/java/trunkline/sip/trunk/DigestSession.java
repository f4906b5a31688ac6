package trunkline.sip.trunk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Our side of digest authentication over the requests of one call (RFC 7616, RFC 8760, RFC 3261 §22).
 *
 * <p>For each realm that challenges us, the strongest algorithm that the credentials allow is answered. Later requests
 * of the call carry the same nonce with the next nonce count, until the trunk sends another nonce. A challenge to a
 * request that already had credentials for that realm means that they were refused, and is not answered again, unless
 * it says that only the nonce was stale, or the same credentials were accepted before: then it is the nonce that has run
 * out, though the peer does not say so.
 *
 * <p>Not thread-safe: confined to its call or registration.
 */
public final class DigestSession {

    /** No honest peer needs as many; a hostile one would have us repeat the INVITE for ever. */
    static final int MAX_ROUNDS = 6;

    private final Credentials credentials;
    private final Supplier<String> cnonces;
    private final Map<Realm, DigestAnswer> answers = new LinkedHashMap<>();
    private int rounds;

    /** @param cnonces a new random text each time, without quotes (RFC 7616 §3.4) */
    public DigestSession(Credentials credentials, Supplier<String> cnonces) {
        this.credentials = credentials;
        this.cnonces = cnonces;
    }

    /**
     * Takes the challenges of one 401 or 407.
     *
     * @return whether the request can be sent again with what {@link #authorize} gives now
     */
    public boolean onChallenges(List<DigestChallenge> challenges) {
        if (++rounds > MAX_ROUNDS) {
            return false;
        }
        Map<Realm, List<DigestChallenge>> byRealm = new LinkedHashMap<>();
        for (DigestChallenge challenge : challenges) {
            byRealm.computeIfAbsent(new Realm(challenge.proxy(), challenge.realm()), realm -> new ArrayList<>())
                    .add(challenge);
        }
        boolean answered = false;
        for (Map.Entry<Realm, List<DigestChallenge>> realm : byRealm.entrySet()) {
            Optional<DigestAnswer> answer = strongest(realm.getValue());
            if (answer.isEmpty()) {
                continue;
            }
            DigestAnswer before = answers.put(realm.getKey(), answer.get());
            if (before != null && !answer.get().replaces(before)) {
                return false;
            }
            answered = true;
        }
        return answered;
    }

    /** A request with what {@link #authorize} gave was not challenged. */
    public void onAccepted() {
        rounds = 0;
        answers.values().forEach(DigestAnswer::onAccepted);
    }

    private Optional<DigestAnswer> strongest(List<DigestChallenge> challenges) {
        return challenges.stream()
                .flatMap(challenge -> DigestAnswer.to(challenge, credentials, cnonces).stream())
                .max(Comparator.comparing(DigestAnswer::algorithm));
    }

    /**
     * The credentials for the next request, one for each realm that has challenged us; none before a challenge. Each
     * call counts the nonces on, so it is made once for each request that is sent.
     *
     * @param uri the Request-URI as it is sent
     * @param body empty for none
     */
    public List<Authorization> authorize(String method, String uri, String body) {
        List<Authorization> authorizations = new ArrayList<>(answers.size());
        for (DigestAnswer answer : answers.values()) {
            authorizations.add(answer.next(method, uri, body));
        }
        return authorizations;
    }

    private record Realm(boolean proxy, String name) {}
}
