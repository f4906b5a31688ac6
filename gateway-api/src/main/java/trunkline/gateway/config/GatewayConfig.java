package trunkline.gateway.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import trunkline.gateway.hours.HoursPlan;
import trunkline.gateway.limit.LimitPlan;
import trunkline.gateway.route.Route;
import trunkline.profile.ProfileCatalog;

/**
 * The whole of {@code gateway.yaml}.
 *
 * @param http the API
 * @param dialects the APIs of other vendors
 * @param store where messages are kept
 * @param sms what holds for all SMS
 * @param voice what holds for all voice messages
 * @param links the links in SMS that are sent until they are clicked
 * @param webhooks how events reach the systems of accounts
 * @param inbound messages from phones
 * @param limits what accounts may send
 * @param hours when messages may leave
 * @param smsc ways for SMS
 * @param trunks ways for calls
 * @param routes which way a number goes
 */
public record GatewayConfig(
        HttpConfig http,
        DialectsConfig dialects,
        StoreConfig store,
        SmsConfig sms,
        VoiceConfig voice,
        LinksConfig links,
        WebhooksConfig webhooks,
        InboundConfig inbound,
        LimitPlan limits,
        HoursPlan hours,
        List<SmscConfig> smsc,
        List<TrunkConfig> trunks,
        List<Route> routes) {

    static GatewayConfig read(Section root, ProfileCatalog profiles, Secrets secrets) {
        List<Section> smscSections = root.sections("smsc");
        List<Section> trunkSections = root.sections("trunks");
        List<Section> routeSections = root.sections("routes");
        List<SmscConfig> smsc = smscSections.stream()
                .map(section -> SmscConfig.read(section, profiles, secrets))
                .toList();
        List<TrunkConfig> trunks = trunkSections.stream()
                .map(section -> TrunkConfig.read(section, profiles, secrets))
                .toList();
        refuseTwins(Stream.concat(smscSections.stream(), trunkSections.stream()).toList(), smsc, trunks);
        VoiceConfig voice = VoiceConfig.read(root.section("voice"), secrets.baseDirectory());
        refuseLearningOnSharedPorts(trunkSections, voice, trunks);
        Set<String> smscNames = smsc.stream().map(SmscConfig::name).collect(Collectors.toSet());
        Set<String> trunkNames = trunks.stream().map(TrunkConfig::name).collect(Collectors.toSet());
        WebhooksConfig webhooks = WebhooksConfig.read(root.section("webhooks"), secrets.baseDirectory());
        InboundConfig inbound =
                InboundConfig.read(root.section("inbound"), root.sections("numbers"), root.sections("keywords"));
        GatewayConfig config = new GatewayConfig(
                HttpConfig.read(root.section("http")),
                DialectsConfig.read(root.section("dialects")),
                StoreConfig.read(root.section("store"), webhooks, inbound),
                SmsConfig.read(root.section("sms")),
                voice,
                LinksConfig.read(root.section("links")),
                webhooks,
                inbound,
                LimitsConfig.read(root.section("limits")),
                HoursConfig.read(root.section("hours")),
                smsc,
                trunks,
                routes(routeSections, smscNames, trunkNames));
        root.end();
        return config;
    }

    private static void refuseTwins(List<Section> sections, List<SmscConfig> smsc, List<TrunkConfig> trunks) {
        List<String> names = Stream.concat(
                        smsc.stream().map(SmscConfig::name), trunks.stream().map(TrunkConfig::name))
                .toList();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).isEmpty() && !seen.add(names.get(i))) {
                sections.get(i).wrong("name", "is taken by another SMSC or trunk");
            }
        }
    }

    /** On a port that calls share, they are told apart by where their packets come from: so that must be known. */
    private static void refuseLearningOnSharedPorts(
            List<Section> sections, VoiceConfig voice, List<TrunkConfig> trunks) {
        for (int i = 0; i < trunks.size(); i++) {
            if (voice.rtp().shared() && trunks.get(i).media().symmetric()) {
                sections.get(i).wrong("symmetric-rtp", "must be false with voice.rtp-sharing");
            }
        }
    }

    private static List<Route> routes(List<Section> sections, Set<String> smscNames, Set<String> trunkNames) {
        List<Route> routes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section section : sections) {
            Route route = RouteConfig.read(section, routes.size() + 1, smscNames, trunkNames);
            if (!names.add(route.name())) {
                section.wrong("name", "is taken by another route");
            }
            routes.add(route);
        }
        return routes;
    }
}
