package trunkline.gateway.cli.planted;

import java.sql.Connection;

/** Breaks a rule of the architecture, to show that the rule bites. */
record KnowsSql(Connection connection) {}
