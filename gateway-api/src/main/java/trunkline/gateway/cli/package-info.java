/**
 * The command line. {@link trunkline.gateway.cli.Main} knows the commands; each is a class. Exit codes: 0 done, 1 failed, 2
 * bad usage or configuration. Logs go to standard error; standard output has only what a command is asked for.
 */
@NullMarked
package trunkline.gateway.cli;

import org.jspecify.annotations.NullMarked;
