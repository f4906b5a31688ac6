/**
 * A callee to call: joins the SIP callee of {@code sip-ua} to the ear of {@code media}, which hears and records what is
 * played to it.
 */
@NullMarked
package trunkline.gateway.simulator;

import org.jspecify.annotations.NullMarked;
