"""Least squares: statsmodels with standard errors, the others without."""

from timing import arguments, dense, report

given = arguments()

if given.system == "statsmodels":
    import statsmodels.api as sm

    x, y = dense(given, "continuous", "C")
    design = sm.add_constant(x)
    report(given, lambda: sm.OLS(y, design).fit().bse, warm_up=False)
else:
    if given.system == "sklearnex":
        from sklearnex.linear_model import LinearRegression
    else:
        from sklearn.linear_model import LinearRegression
    x, y = dense(given, "continuous", "C")
    report(given, lambda: LinearRegression().fit(x, y))
