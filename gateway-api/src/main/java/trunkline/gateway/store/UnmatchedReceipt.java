package trunkline.gateway.store;

import trunkline.gateway.message.SegmentState;

/**
 * A receipt of which nobody knows whom it speaks of.
 *
 * @param id orders them by their coming
 * @param way the SMSC that sent it
 * @param bind which of its binds brought it, from 1
 * @param receivedAtMicros microseconds since 1970 in UTC
 * @param state what it says
 * @param pdu its octets
 */
@SuppressWarnings("ArrayRecordComponent") // octets on their way to be decoded; nobody compares receipts
public record UnmatchedReceipt(long id, String way, int bind, long receivedAtMicros, SegmentState state, byte[] pdu) {}
