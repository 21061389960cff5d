// The LAPACK routines that Clientele calls, by their Fortran names: no header for them is shipped with OpenBLAS on every
// distribution. gfortran passes the length of every character argument behind the others; Accelerate takes no lengths
// and leaves the arguments alone. Of Accelerate's two LAPACKs this is the current one: the other, behind the plain
// names, is older than dgeqrt.
#pragma once
#include <stddef.h>

#if defined(__APPLE__)
#define LAPACK(name) __asm("_" #name "$NEWLAPACK")
#else
#define LAPACK(name)
#endif

#ifdef __cplusplus
extern "C" {
#endif

void dpotrf_(const char *uplo, const int *n, double *a, const int *lda, int *info, size_t) LAPACK(dpotrf);
void dpotri_(const char *uplo, const int *n, double *a, const int *lda, int *info, size_t) LAPACK(dpotri);
void dpocon_(const char *uplo, const int *n, const double *a, const int *lda, const double *anorm, double *rcond,
             double *work, int *iwork, int *info, size_t) LAPACK(dpocon);
void dgeqrt_(const int *m, const int *n, const int *nb, double *a, const int *lda, double *t, const int *ldt,
             double *work, int *info) LAPACK(dgeqrt);
double dlansy_(const char *norm, const char *uplo, const int *n, const double *a, const int *lda, double *work, size_t,
               size_t) LAPACK(dlansy);
void dtrtri_(const char *uplo, const char *diag, const int *n, double *a, const int *lda, int *info, size_t,
             size_t) LAPACK(dtrtri);
void dtrcon_(const char *norm, const char *uplo, const char *diag, const int *n, const double *a, const int *lda,
             double *rcond, double *work, int *iwork, int *info, size_t, size_t, size_t) LAPACK(dtrcon);
void dsyevr_(const char *jobz, const char *range, const char *uplo, const int *n, double *a, const int *lda,
             const double *vl, const double *vu, const int *il, const int *iu, const double *abstol, int *m,
             double *w, double *z, const int *ldz, int *isuppz, double *work, const int *lwork, int *iwork,
             const int *liwork, int *info, size_t, size_t, size_t) LAPACK(dsyevr);
void dgesdd_(const char *jobz, const int *m, const int *n, double *a, const int *lda, double *s, double *u,
             const int *ldu, double *vt, const int *ldvt, double *work, const int *lwork, int *iwork, int *info,
             size_t) LAPACK(dgesdd);
void dgetrf_(const int *m, const int *n, double *a, const int *lda, int *ipiv, int *info) LAPACK(dgetrf);
void dgetrs_(const char *trans, const int *n, const int *nrhs, const double *a, const int *lda, const int *ipiv,
             double *b, const int *ldb, int *info, size_t) LAPACK(dgetrs);

#undef LAPACK

#ifdef __cplusplus
}
#endif
