package trunkline.sip.locate;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import trunkline.sip.locate.DomainNames.Naptr;
import trunkline.sip.locate.DomainNames.Srv;
import trunkline.sip.locate.Located.Found;
import trunkline.sip.locate.Located.Nowhere;
import trunkline.sip.trunk.NextHop;
import trunkline.sip.trunk.Transport;

/**
 * Finds the targets of a next hop (RFC 3263 §4.1 and §4.2).
 *
 * <pre>
 *   host is an address                     that address
 *   port given                             A and AAAA
 *   transport given                        SRV of that transport, else A and AAAA
 *   neither                                NAPTR, then SRV of the first service that we have;
 *                                          else SRV of each transport in turn, else A and AAAA
 * </pre>
 *
 * <p>While the name servers fail, what they said last is used, however old: a call to where the trunk was an hour ago is
 * better than none (RFC 8767). Where they never said anything, a failed look-up counts as an empty one as long as there
 * is another step.
 *
 * <p>Thread-safe. Nothing blocks.
 */
public final class Locator {

    /** Names remembered for when the name servers fail; the one that was used longest ago gives way. */
    private static final int MAX_REMEMBERED = 1000;

    /** As many as a request could try within its time. */
    static final int MAX_TARGETS = 16;

    private static final int MAX_RECORDS = 32;

    private final DomainNames names;
    private final Predicate<InetAddress> usable;
    private final RandomGenerator random;
    private final Map<Question, Found> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Found> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    private record Question(NextHop hop, Set<Transport> transports) {}

    /**
     * A locator.
     *
     * @param usable whether we can send to an address: one of the family of our own
     */
    public Locator(DomainNames names, Predicate<InetAddress> usable, RandomGenerator random) {
        this.names = names;
        this.usable = usable;
        this.random = random;
    }

    /**
     * The targets of {@code hop}; never fails.
     *
     * @param transports those that we have, for where none is given
     */
    public CompletionStage<Located> locate(NextHop hop, Set<Transport> transports) {
        if (hop.isAddress()) {
            return CompletableFuture.completedFuture(literal(hop));
        }
        Question question = new Question(hop, transports);
        return new Search(hop, transports).run().handle((located, failure) -> remembering(question, located, failure));
    }

    private Located literal(NextHop hop) {
        try {
            InetAddress address = InetAddress.getByName(hop.host());
            if (!usable.test(address)) {
                return new Nowhere(hop.host() + " is of another family than our own address");
            }
            return new Found(List.of(target(hop, transportOf(hop), address, hop.port())));
        } catch (UnknownHostException e) {
            return new Nowhere(hop.host() + " is no address");
        }
    }

    private Located remembering(Question question, @Nullable Located located, @Nullable Throwable failure) {
        synchronized (remembered) {
            if (located instanceof Found found) {
                remembered.put(question, found);
                return found;
            }
            if (failure == null && located != null) {
                remembered.remove(question);
                return located;
            }
            Found before = remembered.get(question);
            return before == null
                    ? new Nowhere("the name servers do not answer for "
                            + question.hop().host())
                    : before;
        }
    }

    private boolean isRemembered(NextHop hop, Set<Transport> transports) {
        synchronized (remembered) {
            return remembered.containsKey(new Question(hop, transports));
        }
    }

    private static Transport transportOf(NextHop hop) {
        Transport transport = hop.transport();
        return transport == null ? Transport.UDP : transport;
    }

    private static Target target(NextHop hop, Transport transport, InetAddress address, int port) {
        return new Target(
                transport, new InetSocketAddress(address, port == 0 ? transport.defaultPort() : port), hop.host());
    }

    /** One look-up through its steps. */
    private final class Search {

        private final NextHop hop;
        private final Set<Transport> transports;

        Search(NextHop hop, Set<Transport> transports) {
            this.hop = hop;
            this.transports = transports;
        }

        CompletionStage<Located> run() {
            if (hop.port() > 0) {
                return byAddress(hop.host());
            }
            Transport transport = hop.transport();
            return transport == null ? byNaptr() : bySrv(List.of(transport));
        }

        private CompletionStage<Located> byNaptr() {
            return orEmpty(names.naptr(hop.host())).thenCompose(records -> {
                Optional<Naptr> best = records.stream()
                        .limit(MAX_RECORDS)
                        .filter(naptr ->
                                service(naptr).filter(transports::contains).isPresent())
                        .min(Comparator.comparing(Naptr::order).thenComparing(Naptr::preference));
                return best.isPresent()
                        ? bySrvName(
                                service(best.get()).orElseThrow(), best.get().replacement(), this::nowhere)
                        : bySrv(List.copyOf(transports).stream().sorted().toList());
            });
        }

        private static Optional<Transport> service(Naptr naptr) {
            return switch (naptr.service().toUpperCase(java.util.Locale.ROOT)) {
                case "SIP+D2U" -> Optional.of(Transport.UDP);
                case "SIP+D2T" -> Optional.of(Transport.TCP);
                case "SIPS+D2T" -> Optional.of(Transport.TLS);
                default -> Optional.empty();
            };
        }

        /** The first of these transports that has records. */
        private CompletionStage<Located> bySrv(List<Transport> inTurn) {
            if (inTurn.isEmpty()) {
                return byAddress(hop.host());
            }
            Transport transport = inTurn.get(0);
            String prefix =
                    switch (transport) {
                        case UDP -> "_sip._udp.";
                        case TCP -> "_sip._tcp.";
                        case TLS -> "_sips._tcp.";
                    };
            return bySrvName(transport, prefix + hop.host(), () -> bySrv(inTurn.subList(1, inTurn.size())));
        }

        private CompletionStage<Located> bySrvName(
                Transport transport, String name, java.util.function.Supplier<CompletionStage<Located>> otherwise) {
            return orEmpty(names.srv(name)).thenCompose(records -> {
                if (records.isEmpty()) {
                    return otherwise.get();
                }
                List<Srv> ordered =
                        SrvOrder.of(new ArrayList<>(records.subList(0, Math.min(records.size(), MAX_RECORDS))), random);
                return addressesOf(transport, ordered);
            });
        }

        private CompletionStage<Located> addressesOf(Transport transport, List<Srv> ordered) {
            CompletionStage<List<Target>> targets = CompletableFuture.completedFuture(List.of());
            for (Srv srv : ordered) {
                // "." says that the service is decidedly not there (RFC 2782).
                if (!srv.host().equals(".")) {
                    targets = targets.thenCombine(orEmpty(names.addresses(srv.host())), (before, addresses) -> {
                        List<Target> more = new ArrayList<>(before);
                        addresses.stream()
                                .filter(usable)
                                .map(address -> target(hop, transport, address, srv.port()))
                                .forEach(more::add);
                        return more;
                    });
                }
            }
            return targets.thenCompose(this::found);
        }

        private CompletionStage<Located> byAddress(String host) {
            return names.addresses(host)
                    .thenCompose(addresses -> found(addresses.stream()
                            .filter(usable)
                            .map(address -> target(hop, transportOf(hop), address, hop.port()))
                            .toList()));
        }

        private CompletionStage<Located> found(List<Target> targets) {
            return targets.isEmpty()
                    ? nowhere()
                    : CompletableFuture.completedFuture(
                            new Found(targets.subList(0, Math.min(targets.size(), MAX_TARGETS))));
        }

        private CompletionStage<Located> nowhere() {
            return CompletableFuture.completedFuture(new Nowhere(hop.host() + " has no address that we can send to"));
        }

        /** A look-up that failed counts as empty, unless there is something better from before. */
        private <T> CompletionStage<List<T>> orEmpty(CompletionStage<List<T>> records) {
            return records.handle((found, failure) -> failure == null
                            ? CompletableFuture.completedFuture(found)
                            : isRemembered(hop, transports)
                                    ? CompletableFuture.<List<T>>failedFuture(failure)
                                    : CompletableFuture.completedFuture(List.<T>of()))
                    .thenCompose(Function.identity());
        }
    }
}
