package trunkline.gateway;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import trunkline.gateway.account.Scope;
import trunkline.gateway.account.ServiceCredentials;
import trunkline.gateway.account.ServiceRole;
import trunkline.gateway.config.ConfigFile;
import trunkline.gateway.config.InvalidConfigException;
import trunkline.gateway.storage.Database;
import trunkline.gateway.storage.SqlAccounts;
import trunkline.profile.ProfileCatalog;

/** A gateway on a free port and in a directory of its own, with one account, and a client that speaks to it. */
public final class TestGateway implements AutoCloseable {

    private final ConfigFile config;
    private final Gateway gateway;
    private final String account;
    private final String key;
    private final HttpSender http;

    private TestGateway(ConfigFile config, Gateway gateway, String account, String key) {
        this.config = config;
        this.gateway = gateway;
        this.account = account;
        this.key = key;
        this.http = new HttpSender("http://127.0.0.1:" + gateway.address().getPort(), key);
    }

    /**
     * Starts one.
     *
     * @param ways the sections {@code smsc}, {@code trunks} and {@code routes}
     */
    public static TestGateway start(Path directory, String ways) throws Exception {
        return start(directory, "{}", ways);
    }

    /** With other keys under {@code voice} too: a line of YAML's {@code {key: value}}. */
    public static TestGateway start(Path directory, String voice, String ways) throws Exception {
        return start(directory, "{}", voice, ways);
    }

    /** With other keys under {@code http} and {@code voice} too. */
    public static TestGateway start(Path directory, String http, String voice, String ways) throws Exception {
        ConfigFile config = config(directory, http, voice, ways);
        return start(config, new Gateway(config));
    }

    /** One whose clocks are these. */
    static TestGateway start(Path directory, HandClock clock, String voice, String ways) throws Exception {
        ConfigFile config = config(directory, "{}", voice, ways);
        return start(config, new Gateway(config, clock.clocks()));
    }

    private static TestGateway start(ConfigFile config, Gateway gateway) throws Exception {
        gateway.start();
        String account = config.directory().getFileName() + "-" + System.identityHashCode(gateway);
        return new TestGateway(config, gateway, account, addAccount(config, account, true));
    }

    private static ConfigFile config(Path directory, String http, String voice, String ways)
            throws InvalidConfigException {
        String yaml =
                """
                http: {listen: "127.0.0.1:0", public-url: "https://sms.example", %s
                voice: {sip-listen: "127.0.0.1:0", %s
                """
                                .formatted(http.substring(1), voice.substring(1))
                        + ways;
        return ConfigFile.parse("test.yaml", yaml, directory, ProfileCatalog.shipped());
    }

    /** Has it read its configuration again, in which these are the sections {@code smsc}, {@code trunks} and {@code routes} now. */
    Reloading reload(String ways) {
        gateway.reloadFrom(() -> config(config.directory(), "{}", "{}", ways));
        return gateway.reload("test");
    }

    /** Changes accounts as the command line does. */
    public interface Change<T> {
        T of(SqlAccounts accounts) throws Exception;
    }

    /** Makes a change of accounts beside the gateway. */
    public <T> T accounts(Change<T> change) throws Exception {
        return accounts(config, change);
    }

    private static <T> T accounts(ConfigFile config, Change<T> change) throws Exception {
        try (Database database = Database.openBeside(config.config().store().url(), config.directory());
                SqlAccounts accounts = SqlAccounts.open(database)) {
            return change.of(accounts);
        }
    }

    private static String addAccount(ConfigFile config, String name, boolean operator) throws Exception {
        return accounts(config, accounts -> accounts.add(name, operator, 1).orElseThrow());
    }

    /** The key of a new account, which does not administer the gateway. */
    public String newAccount(String name) throws Exception {
        return addAccount(config, name, false);
    }

    /** A client with this key. */
    public HttpSender as(String accountKey) {
        return new HttpSender("http://127.0.0.1:" + port(), accountKey);
    }

    /** The account's name. */
    public String account() {
        return account;
    }

    /** A new key pair of the account, and the account's number. */
    public Map.Entry<ServiceCredentials, Long> serviceCredentials() throws Exception {
        return serviceCredentials(Scope.ALL);
    }

    /** The same for tokens of these scopes. */
    public Map.Entry<ServiceCredentials, Long> serviceCredentials(Set<Scope> scopes) throws Exception {
        return serviceCredentials(scopes, Set.of());
    }

    /** The same for tokens of these roles. */
    public Map.Entry<ServiceCredentials, Long> serviceCredentials(Set<Scope> scopes, Set<ServiceRole> roles)
            throws Exception {
        ServiceCredentials pair = ServiceCredentials.generate(new SecureRandom());
        long number =
                accounts(accounts -> accounts.addServiceKey(account, pair.keyId(), pair.publicKey(), scopes, roles, 1)
                        .orElseThrow());
        return Map.entry(pair, number);
    }

    public String key() {
        return key;
    }

    /** Method and pattern of all that can be asked for. */
    public List<String> served() {
        return gateway.served();
    }

    public int port() {
        return gateway.address().getPort();
    }

    /** A client with the account's key. */
    public HttpSender http() {
        return http;
    }

    /** A client with the key of an account made just now. */
    public HttpSender anotherAccount() throws Exception {
        return as(addAccount(config, "another", true));
    }

    @Override
    public void close() {
        gateway.close();
    }
}
