package trunkline.gateway.config.planted;

import io.netty.channel.Channel;

/** Breaks a rule of the architecture, to show that the rule bites. */
record KnowsNetty(Channel channel) {}
