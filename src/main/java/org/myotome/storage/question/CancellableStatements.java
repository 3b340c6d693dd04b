package org.myotome.storage.question;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database whose statements belong to the question that they are executed for; other work goes past it untouched. */
public final class CancellableStatements extends DelegatingDataSource {

    private final DataSource ofQuestions;

    public CancellableStatements(DataSource database) {
        super(database);
        ofQuestions =
                ProxyDataSourceBuilder.create(database).listener(new Listener()).build();
    }

    @Override
    public Connection getConnection() throws SQLException {
        return Question.answered().isPresent() ? ofQuestions.getConnection() : super.getConnection();
    }

    private static final class Listener implements QueryExecutionListener {

        @Override
        public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            Question.answered().ifPresent(question -> question.runs(execution.getStatement()));
        }

        @Override
        public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            Question.answered().ifPresent(Question::hasRun);
        }
    }
}
