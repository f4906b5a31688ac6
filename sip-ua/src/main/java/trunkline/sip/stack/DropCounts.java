package trunkline.sip.stack;

/**
 * What a user agent turned away since its start.
 *
 * @param datagrams too large, not SIP, or more than the parser could take
 * @param strangers datagrams of addresses that are none of a trunk's
 * @param connections of strangers, or that broke the rules
 * @param requests refused because they belong to no call of ours
 * @param responses to no request of ours that waits for one
 * @param events of calls that got more messages than they could take
 */
public record DropCounts(
        long datagrams, long strangers, long connections, long requests, long responses, long events) {}
