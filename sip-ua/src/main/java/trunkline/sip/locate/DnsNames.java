package trunkline.sip.locate;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupResult;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/**
 * The name servers, through dnsjava: asked at once, without blocking; each server in turn where one fails or refuses;
 * answers kept for their time to live; {@code /etc/hosts} before all. Thread-safe. With {@link ServersInTurn} the only class
 * that imports dnsjava.
 */
public final class DnsNames implements DomainNames {

    /** For one server to answer; a call waits meanwhile, so it is short. */
    private static final Duration PER_SERVER = Duration.ofSeconds(2);

    /** Answers that are kept. */
    private static final int CACHED = 10_000;

    private final LookupSession session;

    private DnsNames(LookupSession session) {
        this.session = session;
    }

    /** Asks the servers that the system is configured with. */
    public static DnsNames ofSystem() {
        return asking(ResolverConfig.getCurrentConfig().servers());
    }

    /** Asks these servers, the first one first. */
    public static DnsNames asking(List<InetSocketAddress> servers) {
        List<Resolver> resolvers = new ArrayList<>();
        for (InetSocketAddress server : servers) {
            SimpleResolver resolver = new SimpleResolver(server);
            resolver.setTimeout(PER_SERVER);
            resolvers.add(resolver);
        }
        Cache cache = new Cache(DClass.IN);
        cache.setMaxEntries(CACHED);
        return new DnsNames(LookupSession.defaultBuilder()
                .resolver(new ServersInTurn(resolvers))
                .clearCaches()
                .cache(cache)
                .build());
    }

    @Override
    public CompletionStage<List<Naptr>> naptr(String domain) {
        return look(domain, Type.NAPTR, record -> {
            NAPTRRecord naptr = (NAPTRRecord) record;
            // A regular expression in place of a replacement is for ENUM, not for SIP (RFC 3263 §4.1).
            return new Naptr(naptr.getOrder(), naptr.getPreference(), naptr.getService(), host(naptr.getReplacement()));
        });
    }

    @Override
    public CompletionStage<List<Srv>> srv(String name) {
        return look(name, Type.SRV, record -> {
            SRVRecord srv = (SRVRecord) record;
            return new Srv(srv.getPriority(), srv.getWeight(), srv.getPort(), host(srv.getTarget()));
        });
    }

    /** Of one family where the other has none, or where the servers fail on it. */
    @Override
    public CompletionStage<List<InetAddress>> addresses(String host) {
        CompletionStage<List<InetAddress>> v4 = look(host, Type.A, record -> ((ARecord) record).getAddress());
        CompletionStage<List<InetAddress>> v6 = look(host, Type.AAAA, record -> ((AAAARecord) record).getAddress());
        return v4.handle((found4, failed4) -> v6.handle((found6, failed6) -> {
                    if (failed4 != null && (failed6 != null || found6.isEmpty())) {
                        throw new NameServersFailedException("no name server answers for " + host);
                    }
                    List<InetAddress> both = new ArrayList<>(failed4 == null ? found4 : List.of());
                    both.addAll(failed6 == null ? found6 : List.of());
                    return both;
                }))
                .thenCompose(Function.identity());
    }

    private <T> CompletionStage<List<T>> look(String name, int type, Function<Record, T> reading) {
        Name asked;
        try {
            asked = Name.fromString(name.endsWith(".") ? name : name + ".");
        } catch (TextParseException e) {
            return CompletableFuture.completedFuture(List.of());
        }
        return session.lookupAsync(asked, type)
                .handle((result, failure) -> failure == null ? read(result, type, reading) : none(name, failure));
    }

    private static <T> List<T> read(LookupResult result, int type, Function<Record, T> reading) {
        return result.getRecords().stream()
                .filter(record -> record.getType() == type)
                .map(reading)
                .toList();
    }

    private static <T> List<T> none(String name, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof NoSuchDomainException || cause instanceof NoSuchRRSetException) {
            return List.of();
        }
        throw new NameServersFailedException("no name server answers for " + name + ": " + cause);
    }

    private static String host(Name name) {
        return name.equals(Name.root) ? "." : name.toString(true);
    }
}
