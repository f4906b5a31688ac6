/**
 * What is wrong with a trunk, and which key of {@code gateway.yaml} changes it.
 *
 * <p>{@link trunkline.gateway.doctor.TrunkDoctor} asks the name servers ({@code NameServerCheck}), connects ({@code
 * TransportCheck}), asks the trunk ({@code OPTIONS}, {@code REGISTER}), and places a call ({@code TestCall}). Every SIP message goes
 * into a {@code WireLog}; the {@code ...Verdict} classes read it, and what the call heard, into {@link
 * trunkline.gateway.doctor.Finding}s. Nothing of it is used while the gateway runs.
 */
@NullMarked
package trunkline.gateway.doctor;

import org.jspecify.annotations.NullMarked;
