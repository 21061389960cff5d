#!/bin/sh
# Writes every file of reference numbers again. PYTHON names the interpreter with requirements.txt installed.
set -e
cd "$(dirname "$0")"
python=${PYTHON:-python3}
"$python" mixed.py mixed.csv
"$python" nist.py nist.json
Rscript telco.R telco.json
Rscript cdnow.R cdnow.json
Rscript mixed.R mixed.json
Rscript families.R families.csv families.json
Rscript two_part.R two_part.csv two_part.json
Rscript robust.R robust.csv robust.json
Rscript classes.R classes.csv classes.json
Rscript profile.R profile.json
Rscript segments.R iris.csv mixture.csv segments.json
Rscript fremtpl2.R fremtpl2.json
Rscript counts.R counts.csv counts.json
"$python" prototypes.py prototypes.json
"$python" ridge.py ridge.json
Rscript penalised.R penalised.json
Rscript multinomial.R multinomial.json
"$python" heavy_tails.py heavy_tails.csv heavy_tails.json
"$python" constrained.py constrained.json
"$python" calibration.py calibration.csv calibration.json
"$python" expected.py expected.json
"$python" tweedie.py families.csv tweedie.json
"$python" ordered.py ordered.csv ordered.json
"$python" components.py components.json
"$python" ward.py ward.json
Rscript ward.R ward.json ward_r.json
"$python" separation.py separation.json
"$python" overlap.py overlap.json 60
Rscript -e 'for (package in c("glmnet", "pROC", "sandwich")) library(package, character.only = TRUE, warn.conflicts = FALSE);
            session <- sessionInfo(); cat(session$R.version$version.string, session$platform, session$running,
            paste("BLAS", basename(session$BLAS)), paste("LAPACK", basename(session$LAPACK), La_version()),
            sapply(c("glmnet", "pROC", "sandwich", "zoo"), function(p) paste(p, packageVersion(p))), sep = "\n")' > r-session.txt
